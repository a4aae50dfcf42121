import type { ChartData as CanvasData } from "chart.js";
import type { ChartColours } from "./colours";
import { type ChartData, OTHER } from "./series";
import type { ChartKind } from "./summary";

const MOST_LETTERS = 32;
const shortened = (name: string) => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);

const MOST_DOTS = 60;

/** How large the dots of a line are: many would hide it, and one that stands alone would not be seen without. */
function radii(values: (number | null)[]): number[] {
  const lone = (at: number) => (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
  return values.map((_, at) => (values.length <= MOST_DOTS || lone(at) ? 2 : 0));
}

/** `data` as Chart.js takes it, each series (or slice) in its colour of the palette. Names are shortened so that the drawing keeps its room. */
export function datasets(kind: ChartKind, data: ChartData, colours: ChartColours): CanvasData<ChartKind, (number | null)[], string> {
  const last = colours.series.at(-1) ?? colours.muted;
  const colour = (name: string, at: number) => (name === OTHER ? last : (colours.series[at] ?? last));
  const labels = data.labels.map(shortened);
  if (kind === "doughnut")
    return {
      labels,
      datasets: data.series.slice(0, 1).map(({ name, values }) => ({
        label: shortened(name),
        data: values,
        backgroundColor: data.labels.map(colour),
        borderColor: colours.surface,
        borderWidth: 2,
      })),
    };
  return {
    labels,
    datasets: data.series.map(({ name, values }, at) => ({
      label: shortened(name),
      data: values,
      backgroundColor: colour(name, at),
      borderColor: colour(name, at),
      ...(kind === "line"
        ? { borderWidth: 2, pointRadius: radii(values), pointHoverRadius: 4, tension: 0 }
        : { maxBarThickness: 48, borderRadius: 2 }),
    })),
  };
}
