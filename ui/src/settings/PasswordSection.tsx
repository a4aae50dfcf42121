import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { failureOf } from "../api/failure";
import { server } from "../api/server";
import { useCountdown } from "../login/useCountdown";
import { tellDone } from "../parts/toasts";
import { Section } from "./Section";
import classes from "./settings.module.css";

const SHORTEST = 8;

interface Faults {
  current?: string;
  wanted?: string;
}

const eye = { "aria-label": "Show the password", tabIndex: 0 };

/** Changes the password. */
export function PasswordSection() {
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const [wait, beginWait] = useCountdown();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Faults = {};
    if (current === "") found.current = "Enter the password that you signed in with.";
    if (wanted.length < SHORTEST) found.wanted = `A password has ${SHORTEST} characters or more; this has ${wanted.length}.`;
    setFaults(found);
    if (found.current || found.wanted) return;
    setBusy(true);
    try {
      const answer = await server.PATCH("/api/auth/me", { body: { currentPassword: current, newPassword: wanted } });
      if (answer.response.ok) {
        setCurrent("");
        setWanted("");
        tellDone("The password is changed. Every other browser is signed out.");
        return;
      }
      const seconds = Number(answer.response.headers.get("Retry-After"));
      if (seconds > 0) beginWait(seconds);
      const failure = failureOf(answer.error);
      setFaults(failure.code === "wrong_password" ? { current: "This is not the current password." } : { wanted: failure.message });
    } catch (thrown) {
      setFaults({ wanted: failureOf(thrown).message });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title="Password" about="A change signs out every other browser. API tokens stay good.">
      <form onSubmit={submit} noValidate>
        <Stack gap="lg" className={classes.form}>
          <input type="text" name="username" value="karet" autoComplete="username" readOnly hidden />
          <PasswordInput
            label="Current password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={faults.current}
            aria-invalid={faults.current !== undefined}
            autoComplete="current-password"
            visibilityToggleButtonProps={eye}
            maxLength={1024}
          />
          <PasswordInput
            label="New password"
            description={`${SHORTEST} characters or more. A few words in a row are good.`}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            error={faults.wanted}
            aria-invalid={faults.wanted !== undefined}
            autoComplete="new-password"
            visibilityToggleButtonProps={eye}
            maxLength={1024}
          />
          <Group>
            <Button type="submit" loading={busy} disabled={wait > 0}>
              {wait > 0 ? `Try again in ${wait} s` : "Change the password"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
