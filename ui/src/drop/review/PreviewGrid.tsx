import { useVirtualizer } from "@tanstack/react-virtual";
import { CircleAlert } from "lucide-react";
import { memo, useRef } from "react";
import { formatNumber } from "../../parts/numbers";
import type { ColumnChoice, DetectedColumn, Detection } from "../drops";
import { rawSample } from "../dateSample";
import { isNumeric } from "../words";
import { ColumnHead } from "./ColumnHead";
import classes from "./Grid.module.css";

interface PreviewGridProps {
  detection: Detection;
  /** Whether cells are shown as they stand in the file instead of as the table will have them. */
  raw: boolean;
  onColumn: (index: number, change: Omit<ColumnChoice, "index">) => void;
  onNullWords: (words: string[]) => void;
}

type Cell = Detection["preview"][number]["cells"][number];

const WIDTH = 168;
const ROW = 29;
const NO_CELL: Cell = {};
const NO_ROW: Detection["preview"][number] = { line: 0, cells: [] };

/** The first rows as they will be, below heads that say what each column is and change it. It holds only what is in sight. */
export function PreviewGrid({ detection, raw, onColumn, onNullWords }: PreviewGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { columns, preview, complete } = detection;
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: () => WIDTH,
    overscan: 3,
    initialRect: { width: 1200, height: 400 },
  });
  const rows = useVirtualizer({
    count: preview.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 10,
    initialRect: { width: 1200, height: 400 },
  });
  const seenRows = rows.getVirtualItems();
  const seen = virtual.getVirtualItems();
  const before = seen[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  const shown = seen.flatMap(({ index }) => columns[index] ?? []);
  return (
    <div ref={frame} className={classes.frame} role="region" aria-label="The first rows" tabIndex={0}>
      <table className={classes.grid} aria-colcount={columns.length + 1} aria-rowcount={preview.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={classes.lineHead} aria-colindex={1}>
              Line
            </th>
            <Gap width={before} />
            {shown.map((column) => (
              <ColumnHead
                key={column.index}
                column={column}
                columns={columns}
                sample={rawSample(detection, column.index)}
                complete={complete}
                onColumn={onColumn}
                onNullWords={onNullWords}
              />
            ))}
            <Gap width={after} />
          </tr>
        </thead>
        <tbody>
          <RowGap height={seenRows[0]?.start ?? 0} />
          {seenRows.map(({ index }) => {
            const { line, cells } = preview[index] ?? NO_ROW;
            return (
              <tr key={index} aria-rowindex={index + 2}>
                <th scope="row" className={`${classes.line} tabular`}>
                  {formatNumber(line)}
                </th>
                <Gap width={before} />
                {shown.map((column) => (
                  <GridCell key={column.index} cell={cells[column.index] ?? NO_CELL} column={column} raw={raw} />
                ))}
                <Gap width={after} />
              </tr>
            );
          })}
          <RowGap height={rows.getTotalSize() - (seenRows.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** The width of the columns out of sight. */
function Gap({ width }: { width: number }) {
  return width > 0 ? <td aria-hidden className={classes.gap} style={{ width, minWidth: width }} /> : null;
}

/** The height of the rows out of sight. */
function RowGap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td className={classes.gap} style={{ height }} />
    </tr>
  ) : null;
}

const GridCell = memo(function GridCell({ cell, column, raw }: { cell: Cell; column: DetectedColumn; raw: boolean }) {
  const look = [classes.cell, isNumeric(column.type) && !raw && classes.number, column.skip && classes.skipped].filter(Boolean).join(" ");
  if (cell.fault !== undefined && !column.skip)
    return (
      <td className={`${look} ${classes.fault}`} title={cell.fault} aria-colindex={column.index + 2}>
        <CircleAlert size={12} aria-label="Does not fit" /> <bdi>{cell.raw}</bdi>
      </td>
    );
  const text = raw ? cell.raw : cell.value;
  return (
    <td className={text === undefined ? `${look} ${classes.nothing}` : look} title={text} aria-colindex={column.index + 2}>
      {text === undefined ? "empty" : <bdi>{text}</bdi>}
    </td>
  );
});
