import type { ChartOptions } from "chart.js";
import { formatCompact, formatNumber } from "../numbers";
import type { ChartColours } from "./colours";
import type { ChartKind } from "./summary";

/** What all charts of `kind` have in common: quiet grids, the tokens' text, no motion. */
export function chartOptions(
  kind: ChartKind,
  seriesCount: number,
  colours: ChartColours,
  format: (value: number) => string = formatNumber,
): ChartOptions {
  const axisText = { color: colours.muted, font: { family: colours.font, size: 11, weight: 500 } as const };
  const round = kind === "doughnut";
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: round ? { mode: "nearest", intersect: true } : { mode: "index", intersect: false },
    plugins: {
      legend: {
        display: round || seriesCount > 1,
        position: round ? "right" : "bottom",
        labels: {
          color: colours.text,
          font: { family: colours.font, size: 12 },
          boxWidth: 10,
          boxHeight: 10,
        },
      },
      tooltip: {
        backgroundColor: colours.text,
        titleColor: colours.surface,
        bodyColor: colours.surface,
        titleFont: { family: colours.font },
        bodyFont: { family: colours.font },
        callbacks: {
          label: ({ parsed, dataset, label }) => {
            const value = typeof parsed === "number" ? parsed : (parsed as { y: number | null }).y;
            return `${(round ? label : dataset.label) ?? ""}: ${value === null ? "no value" : format(value)}`;
          },
        },
      },
    },
    scales: round
      ? {}
      : {
          x: { grid: { display: false }, border: { color: colours.grid }, ticks: { ...axisText, maxRotation: 0, autoSkipPadding: 16 } },
          y: {
            beginAtZero: kind === "bar",
            grid: { color: colours.grid },
            border: { display: false },
            ticks: { ...axisText, callback: (value) => formatCompact(Number(value)) },
          },
        },
  } as ChartOptions;
}
