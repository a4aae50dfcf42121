import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { tellDone } from "../parts/toasts";
import { useFocusBack } from "../parts/focus";
import classes from "./settings.module.css";

/** Asks whether a token is really to be revoked. */
export function RevokeDialog({ token, onClose }: { token: Schemas["Token"]; onClose: () => void }) {
  useFocusBack();
  const client = useQueryClient();
  const revoke = api.useMutation("delete", "/api/auth/tokens/{id}", {
    onSuccess: () => {
      tellDone(`"${token.name}" is revoked.`);
      void client.invalidateQueries({ queryKey: ["get", "/api/auth/tokens"] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Revoke a token">
      <Stack gap="lg">
        <Text className={classes.name}>
          Whatever uses “{token.name}” is refused from then on. A revoked token cannot be brought back; a new one would have to be made and put in its place.
        </Text>
        {revoke.isError && <ErrorPanel what="The token was not revoked" error={revoke.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="danger" loading={revoke.isPending} onClick={() => revoke.mutate({ params: { path: { id: token.id } } })}>
            Revoke the token
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
