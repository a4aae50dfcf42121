import { useMediaQuery } from "@mantine/hooks";
import { type Range, defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ColumnEdge } from "./ColumnEdge";
import classes from "./Grid.module.css";
import { GridCell } from "./GridCell";
import type { Place } from "./moves";
import { useGridFocus } from "./useGridFocus";
import { type GridColumn, type Value, firstWidth, natureOf } from "./values";

interface DataGridProps {
  label: string;
  columns: readonly GridColumn[];
  /** The rows that are here, each with one value a column. */
  rows: readonly (readonly Value[])[];
  /** How many there are in all; the rest is fetched as the end comes near. */
  total: number;
  onNearEnd?: () => void;
  /** What stands in a column's head; its name and type where nothing is given. Only what is `focusable` may be reached by Tab. */
  head?: (column: GridColumn, focusable: boolean) => ReactNode;
  /** How a column is sorted, for its head. */
  sortOf?: (column: GridColumn) => "ascending" | "descending" | "none";
  /** Called for Enter and a double click on a value. */
  onOpen?: (place: Place) => void;
}

const NEAR = 150;
const COMING = 12;
const HEAD_HEIGHT = 46;
const ROW_HEIGHT = 29;
/** On a phone a row is as high as a finger is wide, and the first column leaves room for the others. */
const PHONE_ROW_HEIGHT = 44;
const PHONE_FIRST_WIDTH = 152;

/** Rows of any number as a grid that only holds what is in sight. Arrows move through it; heads and the first column stay. */
export function DataGrid({ label, columns, rows, total, onNearEnd, head, sortOf, onOpen }: DataGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [given, setGiven] = useState<Record<string, number>>({});
  const first = useFirstWidths(columns, rows);
  const isPhone = useMediaQuery("(max-width: 640px)", false, { getInitialValueInEffect: false });
  const widthOf = (column: number) => {
    const usual = first[column] ?? 120;
    return given[columns[column]?.name ?? ""] ?? (isPhone && column === 0 ? Math.min(usual, PHONE_FIRST_WIDTH) : usual);
  };
  const count = Math.min(total, rows.length + COMING);
  const active = { row: Math.min(place.row, count - 1), column: Math.max(0, Math.min(place.column, columns.length - 1)) };

  const down = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => (isPhone ? PHONE_ROW_HEIGHT : ROW_HEIGHT),
    overscan: 14,
    scrollPaddingStart: HEAD_HEIGHT,
    rangeExtractor: (range) => withAlso(range, active.row),
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: widthOf,
    overscan: 3,
    scrollPaddingStart: widthOf(0),
    rangeExtractor: (range) => withAlso(range, 0, active.column),
  });
  const widths = columns.map((_, column) => widthOf(column)).join();
  useEffect(() => across.measure(), [across, widths]);
  useEffect(() => down.measure(), [down, isPhone]);

  const press = useGridFocus({ frame, rows: down, columns: across, place: active, onPlace: setPlace, onOpen: (at) => onOpen?.(at) });
  const shown = down.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length < total && last > rows.length - NEAR) onNearEnd?.();
  }, [last, rows.length, total, onNearEnd]);

  const visible = across.getVirtualItems();
  const width = across.getTotalSize();
  const styleOf = (column: { index: number; start: number }) =>
    column.index === 0 ? { width: widthOf(0) } : { width: widthOf(column.index), left: column.start };

  return (
    <div
      ref={frame}
      role="grid"
      className={classes.grid}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      onKeyDown={press}
      onFocus={(event) => {
        const at = placeOf(event.target);
        if (at && (at.row !== place.row || at.column !== place.column)) setPlace(at);
      }}
      onDoubleClick={(event) => {
        const at = placeOf(event.target);
        if (at && at.row >= 0) onOpen?.(at);
      }}
    >
      <div role="rowgroup" className={classes.heads} style={{ width }}>
        <div role="row" aria-rowindex={1} className={classes.headRow} data-row={-1}>
          {visible.map((virtual) => {
            const column = columns[virtual.index];
            if (!column) return null;
            const focusable = active.column === virtual.index;
            const look = [classes.head, virtual.index === 0 && classes.first, natureOf(column.type) === "number" && classes.number];
            return (
              <div
                key={virtual.index}
                role="columnheader"
                aria-colindex={virtual.index + 1}
                aria-sort={sortOf?.(column)}
                data-column={virtual.index}
                tabIndex={head ? undefined : -1}
                className={look.filter(Boolean).join(" ")}
                style={styleOf(virtual)}
              >
                {head?.(column, focusable) ?? (
                  <span className={classes.words} title={`${column.name}: ${column.told ?? column.type}`}>
                    <span className={classes.name}>{column.name}</span>
                    <span className={classes.type}>{column.told ?? column.type}</span>
                  </span>
                )}
                <ColumnEdge
                  name={column.name}
                  width={widthOf(virtual.index)}
                  focusable={focusable}
                  onResize={(next) => setGiven((before) => ({ ...before, [column.name]: next }))}
                />
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: down.getTotalSize(), width }}>
        {shown.map(({ index, start }) => (
          <div key={index} role="row" aria-rowindex={index + 2} data-row={index} className={classes.row} style={{ transform: `translateY(${start}px)` }}>
            {visible.map((virtual) => (
              <GridCell
                key={virtual.index}
                value={rows[index]?.[virtual.index]}
                type={columns[virtual.index]?.type ?? "string"}
                column={virtual.index}
                active={index === Math.max(0, active.row) && virtual.index === active.column}
                style={styleOf(virtual)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The widths that columns begin with, by the first rows that were seen; another order of the rows does not change them. */
function useFirstWidths(columns: readonly GridColumn[], rows: readonly (readonly Value[])[]): number[] {
  const [known, setKnown] = useState<{ key: string; widths: number[] }>({ key: "", widths: [] });
  const key = rows.length > 0 ? JSON.stringify(columns) : "";
  if (key === known.key || key === "") return known.widths;
  const widths = columns.map((column, index) => firstWidth(column, rows.slice(0, 100).map((row) => row[index] ?? null)));
  setKnown({ key, widths });
  return widths;
}

function withAlso(range: Range, ...also: number[]): number[] {
  const wanted = also.filter((index) => index >= 0 && index < range.count);
  return [...new Set([...wanted, ...defaultRangeExtractor(range)])].sort((a, b) => a - b);
}

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset["row"]), column: Number(cell.dataset["column"]) } : undefined;
}
