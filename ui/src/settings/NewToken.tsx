import { Button, CopyButton, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import classes from "./Settings.module.css";

/** Makes a token, and shows its secret once. */
export function NewToken({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Schemas["Scope"]>("read");
  const client = useQueryClient();
  const make = api.useMutation("post", "/api/auth/tokens", {
    onSuccess: () => void client.invalidateQueries({ queryKey: ["get", "/api/auth/tokens"] }),
  });
  const submit = () => name.trim() !== "" && !make.isPending && make.mutate({ body: { name: name.trim(), scope } });

  if (make.data)
    return (
      <Stack>
        <Text>This is the only time that the token is shown. Keep it where you keep passwords.</Text>
        <div className={classes.secret}>
          <span>{make.data.token}</span>
        </div>
        <Group justify="flex-end">
          <CopyButton value={make.data.token}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>Done</Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <TextInput
        label="Name"
        description="What it is for"
        placeholder="Nightly upload"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && submit()}
        maxLength={100}
        data-autofocus
      />
      <Radio.Group label="It may" value={scope} onChange={(value) => setScope(value as Schemas["Scope"])}>
        <Stack gap="sm" mt={4}>
          <Radio value="read" label="Read: look at everything, ask questions" />
          <Radio value="write" label="Read and write: also upload, change, run and delete" />
        </Stack>
      </Radio.Group>
      {make.isError && <ErrorPanel what="The token was not made" error={make.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button onClick={submit} disabled={name.trim() === ""} loading={make.isPending}>
          Make the token
        </Button>
      </Group>
    </Stack>
  );
}
