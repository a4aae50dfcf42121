import type { ChartConfiguration, ChartType } from "chart.js";
import type { Schemas } from "../api/client";
import type { Panel } from "./dashboard";
import { type Look, shortName } from "./drawing";
import { asNumber } from "./format";
import type { Mark } from "./points";

type Values = Schemas["DashboardPanelValues"];

/** The links of a flow as marks: each is called after both of its ends. */
export function linksOf(values: Values): Mark[] {
  const nodes = values.nodes ?? [];
  return (values.links ?? []).map((link) => ({
    label: `${nodes[link.from]?.label ?? ""} → ${nodes[link.to]?.label ?? ""}`,
    value: asNumber(link.value),
  }));
}

/** How a flow is drawn. Nodes are known by their places, so that two of one name stay two. */
export function sankeyDrawing(_panel: Panel, values: Values, look: Look): ChartConfiguration<ChartType> {
  const { colours } = look;
  const nodes = values.nodes ?? [];
  const colour = (node: string) => colours.series[Number(node) % colours.series.length] ?? colours.muted;
  const ends = (raw: unknown) => raw as { from: string; to: string };
  const drawing = {
    type: "sankey",
    data: {
      datasets: [
        {
          data: (values.links ?? []).map((link) => ({
            from: String(link.from),
            to: String(link.to),
            flow: Math.abs(asNumber(link.value) ?? 0),
          })),
          labels: Object.fromEntries(nodes.map((node, at) => [String(at), shortName(node.label)])),
          colorFrom: (context: { dataset: { data: unknown[] }; dataIndex: number }) => colour(ends(context.dataset.data[context.dataIndex] ?? { from: "0", to: "0" }).from),
          colorTo: (context: { dataset: { data: unknown[] }; dataIndex: number }) => colour(ends(context.dataset.data[context.dataIndex] ?? { from: "0", to: "0" }).to),
          color: colours.text,
          font: { family: colours.font, size: 11 },
          borderWidth: 0,
          nodeWidth: 10,
          size: "max",
        },
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      plugins: {
        legend: { display: false },
        tooltip: {
          displayColors: false,
          backgroundColor: colours.text,
          titleColor: colours.surface,
          bodyColor: colours.surface,
          callbacks: {
            title: () => "",
            label: (item: { dataIndex: number }) => {
              const mark = linksOf(values)[item.dataIndex];
              return mark ? `${mark.label}: ${mark.value === null ? "" : look.format(mark.value)}` : "";
            },
          },
        },
      },
    },
  };
  return drawing as unknown as ChartConfiguration<ChartType>;
}
