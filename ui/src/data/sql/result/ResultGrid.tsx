import { type KeyboardEvent, useMemo, useState } from "react";
import { CellDialog, type OpenedCell } from "../../../parts/grid/CellDialog";
import { DataGrid } from "../../../parts/grid/DataGrid";
import type { Place } from "../../../parts/grid/moves";
import classes from "./ResultGrid.module.css";
import { type Result, gridRows, gridType } from "./result";

interface ResultGridProps {
  result: Result;
  /** Called with the value on which Ctrl-C was pressed. */
  onCopy: (value: string) => void;
}

/** A result as a grid that holds only what is in sight. Enter opens a value, Ctrl-C copies it. */
export function ResultGrid({ result, onCopy }: ResultGridProps) {
  const [opened, setOpened] = useState<OpenedCell>();
  const rows = useMemo(() => gridRows(result), [result]);
  const columns = useMemo(() => result.columns.map(({ name, type }) => ({ name, type: gridType(type), told: type })), [result]);
  const open = ({ row, column: at }: Place) => {
    const column = columns[at];
    if (column) setOpened({ column, value: result.rows[row]?.[at] ?? null, row });
  };

  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "c" || !window.getSelection()?.isCollapsed) return;
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[role=gridcell]");
    const row = cell?.closest<HTMLElement>("[data-row]");
    if (!cell || !row) return;
    event.preventDefault();
    onCopy(result.rows[Number(row.dataset["row"])]?.[Number(cell.dataset["column"])] ?? "");
  };

  return (
    <div className={classes.frame} onKeyDown={press}>
      <DataGrid label="Result" columns={columns} rows={rows} total={rows.length} onOpen={open} />
      <CellDialog cell={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}
