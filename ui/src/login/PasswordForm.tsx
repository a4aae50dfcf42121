import { Button, PasswordInput, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { failureOf } from "../api/failure";
import { server } from "../api/server";
import { useCountdown } from "./useCountdown";

/** Characters that a password has at least. */
const SHORTEST = 8;

interface PasswordFormProps {
  /** Whether the password is being set, not asked for. */
  isNew: boolean;
  button: string;
  onSignedIn: () => void;
  /** Called when somebody else has set the password meanwhile. */
  onStale: () => void;
}

/** Asks for the password. A service that wants one to wait is waited for in sight, and the button comes back by itself. */
export function PasswordForm({ isNew, button, onSignedIn, onStale }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [wait, beginWait] = useCountdown();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (password === "") {
      setFault("Enter a password.");
      return;
    }
    if (isNew && password.length < SHORTEST) {
      setFault(`A password has ${SHORTEST} characters or more; this has ${password.length}.`);
      return;
    }
    setBusy(true);
    setFault(undefined);
    try {
      const body = { body: { password } };
      const { error, response } = isNew ? await server.POST("/api/auth/setup", body) : await server.POST("/api/auth/login", body);
      if (!error) {
        onSignedIn();
        return;
      }
      const seconds = Number(response.headers.get("Retry-After"));
      if (seconds > 0) beginWait(seconds);
      setFault(error.error === "wrong_password" ? "This is not the password." : error.message);
      if (response.status === 409) onStale();
    } catch (thrown) {
      setFault(failureOf(thrown).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <input type="text" name="username" value="karet" autoComplete="username" readOnly hidden />
        <PasswordInput
          label="Password"
          name="password"
          description={isNew ? `${SHORTEST} characters or more. A few words in a row are good.` : undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fault}
          aria-invalid={fault !== undefined}
          autoComplete={isNew ? "new-password" : "current-password"}
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
          autoFocus
          maxLength={1024}
        />
        <Button type="submit" loading={busy} disabled={wait > 0} fullWidth>
          {wait > 0 ? `Try again in ${wait} s` : button}
        </Button>
      </Stack>
    </form>
  );
}
