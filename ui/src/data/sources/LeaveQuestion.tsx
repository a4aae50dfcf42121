import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

/** Asks before uploads that are still going are given up by leaving the page. */
export function LeaveQuestion({ isBusy }: { isBusy: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isBusy && current.pathname !== next.pathname,
    enableBeforeUnload: isBusy,
    withResolver: true,
  });
  const isAsked = blocker.status === "blocked";
  return (
    <Modal opened={isAsked} onClose={() => blocker.reset?.()} title="Files are still being uploaded">
      <Stack>
        <Text>Leaving this page stops them. Files that are uploaded already stay.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            Stop the uploads and leave
          </Button>
          <Button onClick={() => blocker.reset?.()}>Stay</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
