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

/** The type of pipeline.json that shows as one of DuckDB's does. */
export function gridType(type: string): string {
  if (/^(DOUBLE|FLOAT)$/.test(type)) return "float64";
  const shown: Record<Nature, string> = { number: "int64", time: "timestamp", truth: "bool", text: "string" };
  return type === "DATE" ? "date" : shown[natureOf(type)];
}

/** The rows of a result as a grid shows them: what is only the beginning of its value says so. */
export function gridRows({ rows, cut_cells }: Result): (string | null)[][] {
  const shown = [...rows];
  for (const [row = 0, column = 0] of cut_cells)
    shown[row] = (shown[row] ?? []).map((value, at) => (at === column ? `${value ?? ""} … (cut)` : value));
  return shown;
}

const field = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A whole result as spreadsheets take it: tabs between values, a line a row, and the heads above. */
export function asTsv({ columns, rows }: Result): string {
  const lines = rows.map((cells) => cells.map((cell) => field(cell ?? "")).join("\t"));
  return [columns.map(({ name }) => field(name)).join("\t"), ...lines].join("\n");
}
