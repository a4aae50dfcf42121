import { useMemo } from "react";
import type { Schemas } from "../../api/client";
import { useChartColours } from "../../parts/charts/colours";
import classes from "../Panel.module.css";
import type { CategoryColours } from "../categoryColours";
import type { Panel } from "../dashboard";
import { Drawing } from "../Drawing";
import { drawingOf } from "../drawing";
import { numberFormat } from "../format";
import { groupedBy, inWords, marksOf, valueName } from "../points";
import type { Cell } from "../question";
import { MarksTable } from "./MarksTable";

interface PointsPanelProps {
  panel: Panel;
  values: Schemas["DashboardPanelValues"];
  asTable: boolean;
  categories: CategoryColours;
  picked: Cell | undefined;
  onPick: (value: Cell, label: string) => void;
}

/** A doughnut, a line or bars. */
export function PointsPanel({ panel, values, asTable, categories, picked, onPick }: PointsPanelProps) {
  const colours = useChartColours();
  const marks = useMemo(() => marksOf(panel, values), [panel, values]);
  const format = useMemo(() => numberFormat(panel), [panel]);
  const drawing = useMemo(
    () => drawingOf(panel, marks, { colours, categories, format, picked }),
    [panel, marks, colours, categories, format, picked],
  );
  const words = inWords(panel, marks, format);
  // A point of a line is not picked: it stands for a day among many, and a slip would hide all the others.
  const canPick = panel.kind !== "line";
  const pick = (index: number) => {
    const mark = marks[index];
    if (mark?.key !== undefined) onPick(mark.key, mark.label);
  };
  if (marks.length === 0) return <p className={classes.more}>No rows to show.</p>;
  if (asTable)
    return (
      <MarksTable
        heading={groupedBy(panel)}
        valueHeading={valueName(panel)}
        marks={marks}
        format={format}
        label={`${panel.title} as a table`}
        onPick={canPick ? (mark) => mark.key !== undefined && onPick(mark.key, mark.label) : undefined}
      />
    );
  return (
    <div className={classes.chart}>
      <Drawing drawing={drawing} label={words} {...(canPick ? { onPick: pick } : {})} />
    </div>
  );
}
