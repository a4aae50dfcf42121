import { formatCount, formatNumber } from "../numbers";
import type { ChartData, Series } from "./series";

/** The shapes that there are. */
export type ChartKind = "line" | "bar" | "doughnut";

const NAMES: Record<ChartKind, string> = { line: "Line chart", bar: "Bar chart", doughnut: "Doughnut chart" };
const MOST_TOLD = 3;

function range({ name, values }: Series, labels: string[], format: (value: number) => string): string {
  const points = values.flatMap((value, at) => (value === null ? [] : [{ value, label: labels[at] ?? "" }]));
  if (points.length === 0) return `${name}: no values.`;
  const low = points.reduce((least, point) => (point.value < least.value ? point : least));
  const high = points.reduce((most, point) => (point.value > most.value ? point : most));
  if (low.value === high.value) return `${name}: ${format(high.value)} throughout.`;
  return `${name}: from ${format(low.value)} (${low.label}) to ${format(high.value)} (${high.label}).`;
}

/** What a chart shows, in sentences for who does not see it. */
export function summarize(kind: ChartKind, data: ChartData, format: (value: number) => string = formatNumber): string {
  const { labels, series } = data;
  if (labels.length === 0 || series.length === 0) return `${NAMES[kind]} without values.`;
  const what = kind === "doughnut" ? formatCount(labels.length, "slice") : formatCount(labels.length, "label");
  const span = kind === "line" && labels.length > 1 ? `, from ${labels[0] ?? ""} to ${labels.at(-1) ?? ""}` : "";
  const count = series.length > 1 ? `${formatCount(series.length, "series", "series")}, ` : "";
  const told = series.slice(0, MOST_TOLD).map((each) => range(each, labels, format));
  const rest = series.length > MOST_TOLD ? [`And ${formatCount(series.length - MOST_TOLD, "more series", "more series")}.`] : [];
  return [`${NAMES[kind]} with ${count}${what}${span}.`, ...told, ...rest].join(" ");
}
