import { Button, Group, Modal } from "@mantine/core";
import { copyText } from "../../../parts/clipboard";
import { useFocusBack } from "../../../parts/focus";
import type { Cell } from "./ResultGrid";
import classes from "./ResultGrid.module.css";
import type { Result } from "./result";

interface CellDialogProps {
  result: Result;
  cell: Cell;
  onCopied: (words: string, done: boolean) => void;
  onClose: () => void;
}

/** One value, whole. */
export function CellDialog({ result, cell, onCopied, onClose }: CellDialogProps) {
  useFocusBack();
  const column = result.columns[cell.column];
  const value = result.rows[cell.row]?.[cell.column] ?? null;
  return (
    <Modal opened onClose={onClose} title={`${column?.name ?? ""}, row ${cell.row + 1}`} size="lg">
      <pre className={classes.whole} tabIndex={0}>
        {value ?? <span className={classes.null}>null</span>}
      </pre>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={async () => onCopied("Value copied", await copyText(value ?? ""))}>
          Copy value
        </Button>
      </Group>
    </Modal>
  );
}
