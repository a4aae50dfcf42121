import type { ApiError } from "./client";

/** What went wrong with a request, in words for the person who waits for its answer. */
export interface Failure {
  /** A code for programs, such as `already_exists`; `unreachable` when no answer came. */
  code: string;
  message: string;
  details: ApiError["details"];
  /** By which the service's log knows the request. */
  requestId: string | undefined;
}

/** No answer of the service came: it is not reached, or something between us and it spoke in its place. */
export class NoAnswer extends Error {}

function isApiError(thrown: unknown): thrown is ApiError {
  return typeof thrown === "object" && thrown !== null && "error" in thrown && "message" in thrown;
}

/** The failure that `thrown` stands for, whatever a request, or the code around it, threw. */
export function failureOf(thrown: unknown): Failure {
  if (isApiError(thrown))
    return { code: thrown.error, message: thrown.message, details: thrown.details, requestId: thrown.request_id };
  if (thrown instanceof NoAnswer)
    return {
      code: "unreachable",
      message: "Karet does not answer. Check that it runs and that you are connected, then try again.",
      details: undefined,
      requestId: undefined,
    };
  const message = thrown instanceof Error && thrown.message ? thrown.message : "Something failed that nobody foresaw.";
  return { code: "unexpected", message, details: undefined, requestId: undefined };
}

/** Whether the same request may well succeed a moment later. */
export function isPassing(thrown: unknown): boolean {
  return ["unreachable", "busy", "table_loading", "sql_busy"].includes(failureOf(thrown).code);
}
