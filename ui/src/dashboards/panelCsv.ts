import type { Schemas } from "../api/client";
import type { Panel } from "./dashboard";
import { groupedBy, valueName } from "./points";
import type { Cell } from "./question";

type Values = Schemas["DashboardPanelValues"];

const field = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return "";
  const text = String(cell);
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (rows: (Cell | undefined)[][]): string => rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");

/** What a panel says, as CSV with a header, in full precision; undefined for a single figure, and for rows of which it has the first page only. */
export function panelCsv(panel: Panel, values: Values): string | undefined {
  switch (panel.kind) {
    case "kpi":
      return undefined;
    case "table": {
      const { columns = [], rows = [], total = rows.length } = values;
      return total > rows.length ? undefined : csv([columns.map(({ name }) => name), ...rows]);
    }
    case "summary":
      return csv([["column", "sum", "different values"], ...(values.columns ?? []).map(({ name, sum, distinct }) => [name, sum, distinct])]);
    case "sankey": {
      const label = (node: number) => values.nodes?.[node]?.label;
      return csv([["from", "to", valueName(panel)], ...(values.links ?? []).map(({ from, to, value }) => [label(from), label(to), value])]);
    }
    case "symbol_map":
      return csv([["latitude", "longitude", valueName(panel)], ...(values.places ?? []).map(({ lat, lon, value }) => [lat, lon, value])]);
    default: {
      const rest = values.other ? [[`${values.other.groups} others`, values.other.value]] : [];
      return csv([[groupedBy(panel), valueName(panel)], ...(values.points ?? []).map(({ key, value }) => [key, value]), ...rest]);
    }
  }
}

/** What the file of a panel is called. */
export function csvName(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain.toLowerCase() || "panel"}.csv`;
}
