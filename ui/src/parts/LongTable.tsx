import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./LongTable.module.css";

interface LongTableProps<Row> {
  /** What the table lists, for those who do not see it. */
  label: string;
  columns: readonly { name: string; numeric?: boolean }[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  /** The cells of a row. */
  cells: (row: Row) => ReactNode;
  /** Called when the end of what is there comes into sight. */
  onEnd?: (() => void) | undefined;
  /** How many rows there are with those that are not loaded; that of `rows` when it is not given. */
  total?: number | undefined;
}

const USUAL_HEIGHT = 37;
const FIRST_RECT = { width: 1000, height: 600 };

/** A table of any length, of which only what is in sight is drawn. It scrolls in its own frame, in both directions. */
export function LongTable<Row>({ label, columns, rows, keyOf, cells, onEnd, total = rows.length }: LongTableProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row, index);
    },
    overscan: 12,
    initialRect: FIRST_RECT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const before = first?.start ?? 0;
  const after = last ? virtual.getTotalSize() - last.end : 0;
  const atEnd = last === undefined || last.index >= rows.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, rows.length, onEnd]);

  return (
    <div ref={frame} className={classes.frame} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" className={numeric ? classes.numeric : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={columns.length} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                  {cells(row)}
                </tr>
              )
            );
          })}
          <Gap height={after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not in sight. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.gap}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
