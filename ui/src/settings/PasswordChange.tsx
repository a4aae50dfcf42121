import { Button, PasswordInput, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { failureOf } from "../api/failure";
import { api } from "../api/server";
import { tellDone } from "../parts/toasts";
import { Section } from "./Section";
import classes from "./Settings.module.css";

const SHORTEST = 8;

/** Changes the password. */
export function PasswordChange() {
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const change = api.useMutation("patch", "/api/auth/me", {
    onSuccess: () => {
      setCurrent("");
      setWanted("");
      tellDone("The password is changed. Every other session has ended.");
    },
  });
  const failure = change.isError ? failureOf(change.error) : undefined;
  const isCurrent = failure?.code === "wrong_password";
  const tooShort = wanted !== "" && wanted.length < SHORTEST;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current !== "" && wanted.length >= SHORTEST) change.mutate({ body: { currentPassword: current, newPassword: wanted } });
  };

  return (
    <Section title="Password" about="Changing it ends every other session. API tokens stay good.">
      <form onSubmit={submit} className={classes.narrow}>
        <Stack>
          <input type="text" name="username" value="karet" autoComplete="username" readOnly hidden />
          <PasswordInput
            label="Current password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={isCurrent ? "This is not the current password." : undefined}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": "Show the current password", tabIndex: 0 }}
          />
          <PasswordInput
            label="New password"
            description={`${SHORTEST} characters or more`}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            error={tooShort ? `${SHORTEST - wanted.length} more characters` : isCurrent ? undefined : failure?.message}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": "Show the new password", tabIndex: 0 }}
          />
          <div>
            <Button type="submit" disabled={current === "" || wanted.length < SHORTEST} loading={change.isPending}>
              Change the password
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
