import type { ChartData as CanvasData } from "chart.js";
import type { ChartColours } from "./colours";
import { type ChartData, OTHER } from "./series";
import type { ChartKind } from "./summary";

const MOST_LETTERS = 32;
const shortened = (name: string) => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);

/** `data` as Chart.js takes it, each series (or slice) in its colour of the palette. Names are shortened so that the drawing keeps its room. */
export function datasets(kind: ChartKind, data: ChartData, colours: ChartColours): CanvasData<ChartKind, (number | null)[], string> {
  const colour = (name: string, at: number) => (name === OTHER ? colours.other : (colours.series[at] ?? colours.other));
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
        ? { borderWidth: 2, pointRadius: values.length > 60 ? 0 : 2, pointHoverRadius: 4, tension: 0 }
        : { maxBarThickness: 48, borderRadius: 2 }),
    })),
  };
}
