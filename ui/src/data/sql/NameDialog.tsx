import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFocusBack } from "../../parts/focus";
import { faultOfName } from "./queryName";

interface NameDialogProps {
  title: string;
  initial: string;
  /** Names that others have. */
  taken: string[];
  /** What the button says: "Save", say. */
  does: string;
  /** Whether a name that is taken may be taken over, and what is lost then. */
  replacing: "asked" | "refused";
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of a query. */
export function NameDialog({ title, initial, taken, does, replacing, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  useFocusBack();
  const [tried, setTried] = useState(false);
  const wanted = name.trim();
  const isTaken = wanted !== initial && taken.includes(wanted);
  const fault =
    faultOfName(wanted) ?? (isTaken && replacing === "refused" ? "Another query has that name; choose a different one." : undefined);
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!fault) onName(wanted);
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            error={tried && fault}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {isTaken && replacing === "asked" && (
            <Text size="sm" role="alert">
              A query of that name is saved already. Saving replaces its statement, which cannot be undone.
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color={isTaken ? "danger" : "accent"}>
              {isTaken && replacing === "asked" ? "Replace query" : does}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
