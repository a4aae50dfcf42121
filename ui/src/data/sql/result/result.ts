import type { Schemas } from "../../../api/client";

export type Result = Schemas["SqlResult"];
export type ResultColumn = Result["columns"][number];

/** What a column's values are, as far as showing them goes. */
export type Nature = "number" | "time" | "truth" | "text";

/** The nature of one of DuckDB's types. */
export function natureOf(type: string): Nature {
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(.*\)|DOUBLE|FLOAT)$/.test(type)) return "number";
  if (/^(DATE|TIMESTAMP.*)$/.test(type)) return "time";
  return type === "BOOLEAN" ? "truth" : "text";
}

const LOOKED_AT = 200;
const LETTER = 7.4;

/** How wide a column is to be, in pixels, so that most of its values are seen whole. */
export function widthOf(result: Result, column: number): number {
  const { name, type } = result.columns[column] ?? { name: "", type: "" };
  const longest = result.rows
    .slice(0, LOOKED_AT)
    .reduce((most, row) => Math.max(most, (row[column] ?? "null").length), Math.max(name.length, type.length * 0.9));
  return Math.round(Math.min(360, Math.max(72, longest * LETTER + 26)));
}

/** Some cells, both ends included. */
export interface Range {
  row: number;
  column: number;
  toRow: number;
  toColumn: number;
}

/** All cells of a result. */
export function everything({ rows, columns }: Result): Range {
  return { row: 0, column: 0, toRow: rows.length - 1, toColumn: columns.length - 1 };
}

/** The cells between two corners, whichever comes first. */
export function between(a: { row: number; column: number }, b: { row: number; column: number }): Range {
  return {
    row: Math.min(a.row, b.row),
    column: Math.min(a.column, b.column),
    toRow: Math.max(a.row, b.row),
    toColumn: Math.max(a.column, b.column),
  };
}

const field = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Cells as spreadsheets take them: tabs between, a line a row, and the heads above where `heads` says so. One cell is just its text. */
export function asTsv(result: Result, { row, column, toRow, toColumn }: Range, heads: boolean): string {
  if (row === toRow && column === toColumn && !heads) return result.rows[row]?.[column] ?? "";
  const lines = result.rows
    .slice(row, toRow + 1)
    .map((cells) => cells.slice(column, toColumn + 1).map((cell) => field(cell ?? "")).join("\t"));
  const head = result.columns.slice(column, toColumn + 1).map(({ name }) => field(name)).join("\t");
  return (heads ? [head, ...lines] : lines).join("\n");
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where the key `key` leads from a cell; undefined when it leads nowhere. */
export function moved(
  from: { row: number; column: number },
  key: string,
  ctrl: boolean,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): { row: number; column: number } | undefined {
  const to = target(from, key, ctrl, { rows, columns, page });
  if (!to) return undefined;
  return {
    row: Math.max(0, Math.min(rows - 1, to.row)),
    column: Math.max(0, Math.min(columns - 1, to.column)),
  };
}

function target(
  { row, column }: { row: number; column: number },
  key: string,
  ctrl: boolean,
  { rows, columns, page }: { rows: number; columns: number; page: number },
) {
  const step = STEPS[key];
  if (step) {
    const [down, right] = ctrl ? [step[0] * rows, step[1] * columns] : step;
    return { row: row + down, column: column + right };
  }
  switch (key) {
    case "Home":
      return { row: ctrl ? 0 : row, column: 0 };
    case "End":
      return { row: ctrl ? rows - 1 : row, column: columns - 1 };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
    default:
      return undefined;
  }
}
