import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import type { Schemas } from "../api/client";
import { copyFrom } from "./copyFrom";
import classes from "./settings.module.css";

/** A new token's secret, to be copied now or never. */
export function TokenSecret({ token, onDone }: { token: Schemas["NewToken"]; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "refused">();
  const copy = async () => {
    if (field.current) setOutcome((await copyFrom(field.current)) ? "copied" : "refused");
  };

  return (
    <Stack gap="lg">
      <Text>
        This is the only time that the token is shown. Copy it to where it will be used; if it is lost, revoke it and make another one.
      </Text>
      <div className={classes.secret}>
        <TextInput
          ref={field}
          label={token.name}
          value={token.token}
          readOnly
          classNames={{ input: classes.mono }}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <Button onClick={copy} leftSection={outcome === "copied" ? <Check size={14} /> : <Copy size={14} />}>
          {outcome === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      <div aria-live="polite">
        {outcome === "copied" && <span className="visually-hidden">The token is copied.</span>}
        {outcome === "refused" && <Text size="sm">This browser does not let pages copy. The token is selected: copy it by Ctrl C.</Text>}
      </div>
      <div>
        <Text size="sm" c="dimmed" mb="xs">
          A program shows it like this:
        </Text>
        <pre className={classes.example}>{`curl -H "Authorization: Bearer $KARET_TOKEN" ${window.location.origin}/api/pipelines`}</pre>
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          I have stored it
        </Button>
      </Group>
    </Stack>
  );
}
