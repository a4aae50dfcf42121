import { Button, Group, Modal } from "@mantine/core";
import { useFocusBack } from "../../../parts/focus";
import type { Place } from "../../../parts/grid/moves";
import { formatNumber } from "../../../parts/numbers";
import classes from "./ResultGrid.module.css";
import type { Result } from "./result";

interface CellDialogProps {
  result: Result;
  place: Place;
  onCopy: (value: string) => void;
  onClose: () => void;
}

/** One value, with as much of it as was fetched. */
export function CellDialog({ result, place, onCopy, onClose }: CellDialogProps) {
  useFocusBack();
  const value = result.rows[place.row]?.[place.column] ?? null;
  const cut = result.cut_cells.some(([row, column]) => row === place.row && column === place.column);
  return (
    <Modal opened onClose={onClose} title={`${result.columns[place.column]?.name ?? ""}, row ${formatNumber(place.row + 1)}`} size="lg">
      <pre className={classes.whole} tabIndex={0} dir="auto">
        {value ?? <span className={classes.quiet}>null</span>}
        {value === "" && <span className={classes.quiet}>empty text</span>}
      </pre>
      {cut && <p className={classes.quiet}>The value is longer; this is its beginning.</p>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => onCopy(value ?? "")}>
          Copy value
        </Button>
      </Group>
    </Modal>
  );
}
