import "../engineOfFlows";
import { useMemo } from "react";
import type { Schemas } from "../../api/client";
import { useChartColours } from "../../parts/charts/colours";
import classes from "../Panel.module.css";
import type { CategoryColours } from "../categoryColours";
import type { Panel } from "../dashboard";
import { Drawing } from "../Drawing";
import { numberFormat } from "../format";
import type { Cell } from "../question";
import { valueName } from "../points";
import { linksOf, sankeyDrawing } from "../sankey";
import { MarksTable } from "./MarksTable";

interface SankeyPanelProps {
  panel: Panel;
  values: Schemas["DashboardPanelValues"];
  asTable: boolean;
  categories: CategoryColours;
  onPick: (value: Cell, label: string) => void;
}

/** Flows from what stands on the left to what stands on the right. A click on a flow picks where it comes from. */
export function SankeyPanel({ panel, values, asTable, categories, onPick }: SankeyPanelProps) {
  const colours = useChartColours();
  const format = useMemo(() => numberFormat(panel), [panel]);
  const links = useMemo(() => linksOf(values), [values]);
  const drawing = useMemo(
    () => sankeyDrawing(panel, values, { colours, categories, format, picked: undefined }),
    [panel, values, colours, categories, format],
  );
  const pick = (index: number) => {
    const link = values.links?.[index];
    const node = link && values.nodes?.[link.from];
    if (node) onPick(node.value, node.label);
  };
  if (links.length === 0) return <p className={classes.more}>No rows to show.</p>;
  if (asTable)
    return <MarksTable heading="Flow" valueHeading={valueName(panel)} marks={links} format={format} label={`${panel.title} as a table`} />;
  const words = `${panel.title}: ${links.length} flows. ${links.slice(0, 3).map((link) => `${link.label}, ${format(link.value ?? 0)}.`).join(" ")}`;
  return (
    <div className={classes.chart} style={{ minHeight: 320 }}>
      <Drawing drawing={drawing} label={words} onPick={pick} />
    </div>
  );
}
