import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { expectAccessible } from "../testing/accessible";
import { renderInApp } from "../testing/render";
import { answer, asked, refusal } from "../testing/service";
import { PasswordForm } from "./PasswordForm";

function show(isNew = false) {
  const signedIn = vi.fn();
  const stale = vi.fn();
  renderInApp(<PasswordForm isNew={isNew} button="Sign in" onSignedIn={signedIn} onStale={stale} />);
  return { signedIn, stale };
}

const enter = (password: string) => userEvent.type(screen.getByLabelText("Password"), `${password}{Enter}`);

it("signs in by Enter", async () => {
  answer("POST /api/auth/login", () => ({ kind: "session", expiresAt: "2030-01-01T00:00:00Z" }));
  const { signedIn } = show();

  await enter("karet-karet");

  await waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
});

it("says in its place that the password is wrong, and stays usable", async () => {
  answer("POST /api/auth/login", () => refusal(401, "wrong_password", "no"));
  const { signedIn } = show();

  await enter("guess");

  expect(await screen.findByText("This is not the password.")).toBeVisible();
  expect(screen.getByLabelText("Password")).toBeInvalid();
  expect(screen.getByRole("button", { name: "Sign in" })).toBeEnabled();
  expect(signedIn).not.toHaveBeenCalled();
  await expectAccessible();
});

it("counts down how long the service wants one to wait, and lets one try again by itself", async () => {
  answer("POST /api/auth/login", () => refusal(429, "too_many_requests", "Too many tries.", { "Retry-After": "2" }));
  show();
  await enter("guess");
  const waiting = await screen.findByRole("button", { name: /Try again in [12] s/ });
  expect(waiting).toBeDisabled();

  expect(await screen.findByRole("button", { name: "Sign in" }, { timeout: 4000 })).toBeEnabled();
});

it("refuses a first password that is too short before it asks the service", async () => {
  show(true);

  await enter("short");

  expect(await screen.findByText(/8 characters or more; this has 5/)).toBeVisible();
  expect(asked).toEqual([]);
});

it("asks again whether there is a password when somebody else was quicker to set it", async () => {
  answer("POST /api/auth/setup", () => refusal(409, "already_exists", "The password is set already."));
  const { stale } = show(true);

  await enter("long enough");

  await waitFor(() => expect(stale).toHaveBeenCalledOnce());
});
