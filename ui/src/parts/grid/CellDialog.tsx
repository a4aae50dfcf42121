import { Button, Group, Modal } from "@mantine/core";
import { copyText } from "../clipboard";
import { formatNumber } from "../numbers";
import { tellDone, tellFailed } from "../toasts";
import classes from "./Grid.module.css";
import { type GridColumn, type Value, textOf } from "./values";

/** A value with its place. */
export interface OpenedCell {
  column: GridColumn;
  value: Value;
  /** From 0. */
  row: number;
}

/** One value, whole, with a way to copy it; closed, and the focus back where it was, without a cell. */
export function CellDialog({ cell, onClose }: { cell: OpenedCell | undefined; onClose: () => void }) {
  return (
    <Modal opened={cell !== undefined} onClose={onClose} title={cell && `${cell.column.name}, row ${formatNumber(cell.row + 1)}`} size="lg">
      {cell && <Whole cell={cell} />}
    </Modal>
  );
}

function Whole({ cell: { column, value } }: { cell: OpenedCell }) {
  const text = textOf(value, column.type);
  const copy = async () => {
    if (await copyText(value === null ? "" : text)) tellDone("The value is copied.");
    else tellFailed("The value was not copied", new Error("The browser does not let pages copy here. Select the text and copy it yourself."));
  };
  return (
    <>
      <pre className={classes.whole} tabIndex={0} dir="auto">
        {value === null ? <span className={classes.null}>null</span> : text}
        {value === "" && <span className={classes.null}>empty text</span>}
      </pre>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => void copy()}>
          Copy value
        </Button>
      </Group>
    </>
  );
}
