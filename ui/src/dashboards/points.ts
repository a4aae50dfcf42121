import type { Schemas } from "../api/client";
import { OTHER } from "../parts/charts/series";
import type { Panel } from "./dashboard";
import { asLabel, asNumber, binLabel } from "./format";
import type { Cell } from "./question";

type Values = Schemas["DashboardPanelValues"];

/** A mark of a chart: what it stands for, what it is called, and how large it is. */
export interface Mark {
  /** What a click on it filters by; undefined for marks that stand for many things. */
  key?: Cell;
  label: string;
  value: number | null;
}

/** Most slices that have a colour of their own; the palette's last is for all others. */
const SLICES = 7;

/** The name of what a panel groups by: a column. */
export function groupedBy(panel: Panel): string {
  return String(panel["group_by"] ?? panel["x"] ?? panel["country"] ?? "");
}

const AGGREGATIONS: Record<string, string> = { sum: "sum", avg: "average", min: "least", max: "greatest", count: "number" };

/** What a panel's values are: `sum of amount`. */
export function valueName(panel: Panel): string {
  if (panel.kind === "sankey") return "value";
  const column = panel["value"] ?? panel["y"];
  if (column === undefined) return "rows";
  return `${AGGREGATIONS[String(panel["agg"])] ?? "value"} of ${String(column)}`;
}

/** The marks of a panel that draws points, in order, with everything that is not drawn by itself as one. */
export function marksOf(panel: Panel, values: Values): Mark[] {
  const marks = (values.points ?? []).map(
    (point): Mark => ({
      key: point.key,
      label: point.name ?? (panel["x_bin"] === undefined ? asLabel(point.key) : binLabel(point.key, panel["x_bin"])),
      value: asNumber(point.value),
    }),
  );
  if (panel.kind !== "doughnut") return withOther(marks, values.other?.value);
  const slices = marks.filter((mark) => (mark.value ?? 0) > 0);
  const rest = slices.slice(SLICES).reduce((sum, mark) => sum + (mark.value ?? 0), 0) + Math.max(0, asNumber(values.other?.value) ?? 0);
  return rest > 0 ? [...slices.slice(0, SLICES), { label: OTHER, value: rest }] : slices;
}

function withOther(marks: Mark[], other: Cell | undefined): Mark[] {
  const value = asNumber(other);
  return value === null ? marks : [...marks, { label: OTHER, value }];
}

/** What a chart says, in a sentence for who does not see it. */
export function inWords(panel: Panel, marks: readonly Mark[], format: (value: number) => string): string {
  const drawn = marks.filter((mark) => mark.value !== null);
  const [first] = drawn;
  if (!first) return `${panel.title}: no values.`;
  const largest = drawn.reduce((most, mark) => ((mark.value ?? 0) > (most.value ?? 0) ? mark : most), first);
  const smallest = drawn.reduce((least, mark) => ((mark.value ?? 0) < (least.value ?? 0) ? mark : least), first);
  const told = [`Largest: ${largest.label}, ${format(largest.value ?? 0)}.`];
  if (drawn.length > 1) told.push(`Smallest: ${smallest.label}, ${format(smallest.value ?? 0)}.`);
  return `${panel.title}, by ${groupedBy(panel)}: ${drawn.length} ${drawn.length === 1 ? "value" : "values"}. ${told.join(" ")}`;
}
