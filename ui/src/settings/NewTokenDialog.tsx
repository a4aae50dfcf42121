import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { useFocusBack } from "../parts/focus";
import { TokenSecret } from "./TokenSecret";
import { SCOPES } from "./scopes";

const CHOICES: Schemas["Scope"][] = ["read", "write"];

/** Makes an API token, and shows its secret the one time that it can be seen. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Schemas["Scope"]>("read");
  const [nameless, setNameless] = useState(false);
  const client = useQueryClient();
  const make = api.useMutation("post", "/api/auth/tokens", {
    onSuccess: () => client.invalidateQueries({ queryKey: ["get", "/api/auth/tokens"] }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setNameless(name.trim() === "");
    if (name.trim() !== "") make.mutate({ body: { name: name.trim(), scope } });
  };

  if (make.data)
    return (
      // A slip of the hand must not lose what cannot be shown again.
      <Modal opened onClose={onClose} title="Your new token" closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
        <TokenSecret token={make.data} onDone={onClose} />
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title="New API token">
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <TextInput
            label="Name"
            description="What will use it, so that you know later which one to revoke."
            placeholder="Nightly upload"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={nameless ? "Enter a name." : undefined}
            maxLength={100}
            autoComplete="off"
            data-autofocus
          />
          <Radio.Group label="What it may do" value={scope} onChange={(value) => setScope(value === "write" ? "write" : "read")}>
            <Stack gap="sm" mt="xs">
              {CHOICES.map((choice) => (
                <Radio key={choice} value={choice} label={SCOPES[choice].label} description={SCOPES[choice].about} />
              ))}
            </Stack>
          </Radio.Group>
          {make.isError && <ErrorPanel what="The token was not made" error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={make.isPending}>
              Make the token
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
