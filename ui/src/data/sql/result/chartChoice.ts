import type { ChartData } from "../../../parts/charts/series";
import type { ChartKind } from "../../../parts/charts/summary";
import { type Result, natureOf } from "./result";

/** What of a result is drawn, and how: positions of columns. */
export interface ChartChoice {
  kind: ChartKind;
  x: number;
  values: number[];
  /** The column whose values make a series each; only with a single column of values. */
  split: number | null;
}

/** How many labels are drawn at most. */
export const MOST_LABELS = 1000;
const MOST_SPLIT = 40;
const MOST_FIRST_VALUES = 3;

const IDENTIFIER = /(^|_)(id|number|no|year|zip|postcode)$/i;

/** What is sensible to begin with; nothing when the result has no column of numbers. */
export function firstChoice(result: Result): ChartChoice | undefined {
  const natures = result.columns.map(({ type }) => natureOf(type));
  const at = (wanted: string) => natures.flatMap((nature, column) => (nature === wanted ? [column] : []));
  const numbers = at("number");
  const [time] = at("time");
  const texts = at("text").filter((column) => distinct(result, column) <= MOST_LABELS);
  const x = time ?? texts[0] ?? numbers.find((column) => IDENTIFIER.test(result.columns[column]?.name ?? "")) ?? numbers[0] ?? 0;
  const measures = numbers.filter((column) => column !== x);
  const values = measures.length > 0 ? measures : numbers;
  if (values.length === 0) return undefined;
  const others = texts.filter((column) => column !== x);
  const split = time !== undefined ? others.find((column) => distinct(result, column) <= MOST_SPLIT) : undefined;
  return {
    kind: time === undefined ? "bar" : "line",
    x,
    values: split === undefined ? values.slice(0, MOST_FIRST_VALUES) : values.slice(0, 1),
    split: split ?? null,
  };
}

/** `choice` in another shape. Slices of time say little, so that a doughnut takes what made the series. */
export function withKind(choice: ChartChoice, kind: ChartKind, first: ChartChoice): ChartChoice {
  if (kind === "doughnut" && choice.split !== null) return { ...choice, kind, x: choice.split, split: null };
  if (choice.kind === "doughnut") return { ...first, kind };
  return { ...choice, kind };
}

function distinct(result: Result, column: number): number {
  return new Set(result.rows.map((row) => row[column])).size;
}

/** A chart of a result, and what must be said about it. */
export interface ResultChart {
  data: ChartData;
  notes: string[];
}

interface Sum {
  value: number;
  rows: number;
}

/** The values that `choice` draws. Rows that share a label (and a series) are added up. Times are put in order. */
export function chartOf(result: Result, choice: ChartChoice): ResultChart {
  const { x } = choice;
  const split = choice.kind === "doughnut" ? null : choice.split;
  const columns = choice.kind === "doughnut" || split !== null ? choice.values.slice(0, 1) : choice.values;
  const byTime = natureOf(result.columns[x]?.type ?? "") === "time";
  const sums = new Map<string, Map<string, Sum>>();
  const labels = new Set<string>();
  let added = false;
  for (const row of result.rows) {
    const label = labelOf(row[x] ?? null, byTime);
    labels.add(label);
    for (const column of columns) {
      const cell = row[column] ?? null;
      if (cell === null || !Number.isFinite(Number(cell))) continue;
      // Two columns may have the same name, so that the name alone does not tell them apart.
      const key = split === null ? String(column) : labelOf(row[split] ?? null, false);
      const series = sums.get(key) ?? new Map<string, Sum>();
      const sum = series.get(label) ?? { value: 0, rows: 0 };
      added ||= sum.rows > 0;
      series.set(label, { value: sum.value + Number(cell), rows: sum.rows + 1 });
      sums.set(key, series);
    }
  }
  const ordered = byTime ? [...labels].sort() : [...labels];
  const drawn = ordered.slice(0, MOST_LABELS);
  const notes = [];
  if (added) notes.push("Rows with the same label are added up.");
  if (drawn.length < ordered.length) notes.push(`Only the first ${MOST_LABELS} of ${ordered.length} labels are drawn.`);
  if (result.truncated) notes.push("The result has more rows than were fetched; the chart shows only those.");
  return {
    data: {
      labels: drawn,
      series: [...sums].map(([key, series]) => ({
        name: split === null ? (result.columns[Number(key)]?.name ?? "") : key,
        values: drawn.map((label) => series.get(label)?.value ?? null),
      })),
    },
    notes,
  };
}

function labelOf(cell: string | null, time: boolean): string {
  if (cell === null) return "null";
  // A timestamp at midnight is a day, as date_trunc makes them.
  return time ? cell.replace(/T00:00:00(\.0+)?Z?$/, "").replace("T", " ") : cell === "" ? "(empty)" : cell;
}
