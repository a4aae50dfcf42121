import { Anchor, Kbd, Modal, Stack, Table, Text } from "@mantine/core";
import { useFocusBack } from "../parts/focus";
import { SHORTCUTS } from "./shortcuts";

/** What the keyboard does, and where to read on. */
export function Help({ onClose }: { onClose: () => void }) {
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title="Keyboard and help">
      <Stack>
        <Table>
          <Table.Tbody>
            {SHORTCUTS.map(({ keys, does }) => (
              <Table.Tr key={keys}>
                <Table.Td style={{ whiteSpace: "nowrap" }}>
                  {keys.split(" ").map((key) => (
                    <Kbd key={key} mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm" c="dimmed">
          Programs can do all that these pages do: see{" "}
          <Anchor href="/api/docs" target="_blank" size="sm">
            the description of the API
          </Anchor>
          .
        </Text>
      </Stack>
    </Modal>
  );
}
