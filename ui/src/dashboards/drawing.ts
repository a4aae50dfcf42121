import type { ChartConfiguration, ChartType } from "chart.js";
import type { ChartColours } from "../parts/charts/colours";
import { formatCompact } from "../parts/numbers";
import type { CategoryColours } from "./categoryColours";
import type { Panel } from "./dashboard";
import { type Mark, groupedBy } from "./points";
import type { Cell } from "./question";

const LONGEST_NAME = 28;

/** A name that fits beside a chart. */
export function shortName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** What drawing a chart takes besides its data. */
export interface Look {
  colours: ChartColours;
  categories: CategoryColours;
  format: (value: number) => string;
  /** What was clicked on in this panel; undefined when nothing was. */
  picked: Cell | undefined;
}

/** A colour that is hardly there, for marks beside the one that was picked. */
export function faint(colour: string): string {
  return `${colour}55`;
}

const others = (colours: ChartColours) => colours.series.at(-1) ?? colours.muted;

function shade(mark: Mark, colour: string, picked: Cell | undefined): string {
  return picked === undefined || mark.key === picked ? colour : faint(colour);
}

function tooltip({ colours, format }: Look, marks: readonly Mark[]) {
  return {
    backgroundColor: colours.text,
    titleColor: colours.surface,
    bodyColor: colours.surface,
    titleFont: { family: colours.font },
    bodyFont: { family: colours.font },
    displayColors: false,
    callbacks: {
      title: (items: { dataIndex: number }[]) => items.map((item) => marks[item.dataIndex]?.label ?? ""),
      label: (item: { dataIndex: number }) => {
        const value = marks[item.dataIndex]?.value ?? null;
        return value === null ? "no value" : format(value);
      },
    },
  };
}

function doughnut(panel: Panel, marks: readonly Mark[], look: Look): ChartConfiguration<"doughnut"> {
  const { colours, categories } = look;
  const colour = (mark: Mark) =>
    mark.key === undefined ? others(colours) : (colours.series[categories.placeOf(groupedBy(panel), mark.label)] ?? colours.muted);
  return {
    type: "doughnut",
    data: {
      labels: marks.map((mark) => shortName(mark.label)),
      datasets: [
        {
          data: marks.map((mark) => mark.value ?? 0),
          backgroundColor: marks.map((mark) => shade(mark, colour(mark), look.picked)),
          borderColor: colours.surface,
          borderWidth: 2,
        },
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      cutout: "62%",
      plugins: {
        legend: {
          position: "bottom",
          labels: { color: colours.text, font: { family: colours.font, size: 12 }, boxWidth: 10, boxHeight: 10, padding: 8 },
          onClick: () => {},
        },
        tooltip: tooltip(look, marks),
      },
    },
  };
}

function axes(panel: Panel, marks: readonly Mark[], look: Look): ChartConfiguration<"bar" | "line"> {
  const { colours } = look;
  const isLine = panel.kind === "line";
  const across = !isLine && panel["x_bin"] === undefined;
  const colour = colours.series[0] ?? colours.muted;
  const names = { color: colours.muted, font: { family: colours.font, size: 11 } };
  const nameAxis = { grid: { display: false }, border: { color: colours.grid }, ticks: { ...names, maxRotation: 0, autoSkipPadding: 12 } };
  const valueAxis = {
    beginAtZero: !isLine,
    grid: { color: colours.grid },
    border: { display: false },
    ticks: { ...names, maxTicksLimit: 6, callback: (value: string | number) => formatCompact(Number(value)) },
  };
  return {
    type: isLine ? "line" : "bar",
    data: {
      labels: marks.map((mark) => shortName(mark.label)),
      datasets: [
        {
          data: marks.map((mark) => mark.value),
          borderColor: colour,
          backgroundColor: isLine ? colour : marks.map((mark) => shade(mark, mark.key === undefined ? others(colours) : colour, look.picked)),
          ...(isLine
            ? { borderWidth: 2, pointRadius: marks.length > 60 ? 0 : 2, pointHoverRadius: 4, pointBackgroundColor: colour }
            : { maxBarThickness: 40, borderRadius: 2 }),
        },
      ],
    },
    options: {
      indexAxis: across ? "y" : "x",
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false, axis: across ? "y" : "x" },
      plugins: { legend: { display: false }, tooltip: tooltip(look, marks) },
      scales: across ? { x: valueAxis, y: { ...nameAxis, ticks: { ...nameAxis.ticks, autoSkip: false } } } : { x: nameAxis, y: valueAxis },
    },
  } as ChartConfiguration<"bar" | "line">;
}

/** How a panel of points is drawn. */
export function drawingOf(panel: Panel, marks: readonly Mark[], look: Look): ChartConfiguration<ChartType> {
  return (panel.kind === "doughnut" ? doughnut(panel, marks, look) : axes(panel, marks, look)) as ChartConfiguration<ChartType>;
}
