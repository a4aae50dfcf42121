import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from "react";
import { copyText } from "../../../parts/clipboard";
import { formatCount } from "../../../parts/numbers";
import { ResultCell } from "./ResultCell";
import classes from "./ResultGrid.module.css";
import { type Result, asTsv, between, moved, natureOf, widthOf } from "./result";

interface ResultGridProps {
  result: Result;
  /** Called for Enter or a double click on a cell. */
  onOpen: (cell: Cell) => void;
  /** Called when cells went into the clipboard, with what to say about it. */
  onCopied: (words: string, done: boolean) => void;
}

export interface Cell {
  row: number;
  column: number;
}

const ROW = 29;
const PAGE = 12;

/** A result as a grid that holds only the rows in sight. Arrows move, Shift selects, Ctrl-C copies, Enter opens a cell. */
export function ResultGrid({ result, onOpen, onCopied }: ResultGridProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<Cell>({ row: 0, column: 0 });
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const widths = useMemo(() => result.columns.map((_, column) => widthOf(result, column)), [result]);
  const cut = useMemo(() => new Set(result.cut_cells.map(([row, column]) => `${row}-${column}`)), [result]);
  const virtual = useVirtualizer({ count: result.rows.length, getScrollElement: () => frame.current, estimateSize: () => ROW, overscan: 12 });
  const width = widths.reduce((sum, each) => sum + each, 0);
  const chosen = between(anchor, active);
  const several = chosen.row !== chosen.toRow || chosen.column !== chosen.toColumn;

  const goTo = (cell: Cell, extend: boolean) => {
    setActive(cell);
    if (!extend) setAnchor(cell);
    virtual.scrollToIndex(cell.row);
    const box = frame.current;
    const left = widths.slice(0, cell.column).reduce((sum, each) => sum + each, 0);
    const right = left + (widths[cell.column] ?? 0);
    if (box && (left < box.scrollLeft || right > box.scrollLeft + box.clientWidth))
      box.scrollLeft = left < box.scrollLeft ? left : right - box.clientWidth;
  };

  const copy = async () => {
    const done = await copyText(asTsv(result, chosen, false));
    const count = (chosen.toRow - chosen.row + 1) * (chosen.toColumn - chosen.column + 1);
    onCopied(`${formatCount(count, "cell")} copied`, done);
  };

  const press = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    const size = { rows: result.rows.length, columns: result.columns.length, page: PAGE };
    if (command && event.key === "c") void copy();
    else if (command && event.key === "a") {
      setAnchor({ row: 0, column: 0 });
      setActive({ row: size.rows - 1, column: size.columns - 1 });
    } else if (event.key === "Enter") onOpen(active);
    else {
      const to = moved(active, event.key, command, size);
      if (!to) return;
      goTo(to, event.shiftKey);
    }
    event.preventDefault();
  };

  const cellAt = (event: MouseEvent): Cell | undefined => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-column]");
    const row = cell?.closest<HTMLElement>("[data-row]");
    if (!cell || !row) return undefined;
    return { row: Number(row.dataset["row"]), column: Number(cell.dataset["column"]) };
  };
  const point = (event: MouseEvent, extend: boolean) => {
    const cell = cellAt(event);
    if (!cell) return;
    setActive(cell);
    if (!extend) setAnchor(cell);
  };

  return (
    <div
      ref={frame}
      role="grid"
      tabIndex={0}
      className={classes.grid}
      aria-label="Result"
      aria-multiselectable
      aria-rowcount={result.rows.length + 1}
      aria-colcount={result.columns.length}
      aria-activedescendant={result.rows.length > 0 ? `${id}-${active.row}-${active.column}` : undefined}
      onKeyDown={press}
      onMouseDown={(event) => event.button === 0 && point(event, event.shiftKey)}
      onMouseOver={(event) => event.buttons === 1 && point(event, true)}
      onDoubleClick={(event) => {
        const cell = cellAt(event);
        if (cell) onOpen(cell);
      }}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.heads}>
          {result.columns.map(({ name, type }, column) => (
            <div
              key={column}
              role="columnheader"
              aria-colindex={column + 1}
              className={`${classes.columnHead} ${natureOf(type) === "number" ? classes.number : ""}`}
              style={{ width: widths[column] }}
              title={`${name} (${type})`}
            >
              <span className={classes.name}>{name}</span>
              <span className={classes.type}>{type}</span>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize(), width }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            data-row={index}
            className={classes.row}
            style={{ transform: `translateY(${start}px)`, height: ROW }}
          >
            {result.columns.map(({ type }, column) => (
              <ResultCell
                key={column}
                id={`${id}-${index}-${column}`}
                value={result.rows[index]?.[column] ?? null}
                nature={natureOf(type)}
                column={column}
                width={widths[column] ?? 0}
                active={index === active.row && column === active.column}
                chosen={
                  several &&
                  index >= chosen.row &&
                  index <= chosen.toRow &&
                  column >= chosen.column &&
                  column <= chosen.toColumn
                }
                cut={cut.has(`${index}-${column}`)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
