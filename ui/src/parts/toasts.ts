import { notifications } from "@mantine/notifications";
import { failureOf } from "../api/failure";

/** Tells that something was done. */
export function tellDone(message: string): void {
  notifications.show({ message, color: "success" });
}

/** Tells that `what`, a sentence without a full stop, went wrong, and why. It stays until it is closed. */
export function tellFailed(what: string, thrown: unknown): void {
  const failure = failureOf(thrown);
  const request = failure.requestId ? ` (request ${failure.requestId})` : "";
  notifications.show({ title: what, message: failure.message + request, color: "danger", autoClose: false });
}
