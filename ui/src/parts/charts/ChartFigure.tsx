import { Button, Skeleton } from "@mantine/core";
import { useToggle } from "@mantine/hooks";
import { ChartColumn, Table2 } from "lucide-react";
import { Suspense, lazy } from "react";
import classes from "./ChartFigure.module.css";
import { ChartTable } from "./ChartTable";
import type { ChartData } from "./series";
import { type ChartKind, summarize } from "./summary";

const Canvas = lazy(async () => ({ default: (await import("./Canvas")).Canvas }));

interface ChartFigureProps {
  kind: ChartKind;
  data: ChartData;
  /** What the labels are: the name of a column, say. */
  heading: string;
  format?: (value: number) => string;
}

/** A chart with what it says in words, which can be looked at as a table instead. The drawing is loaded when it is first wanted. */
export function ChartFigure({ kind, data, heading, format }: ChartFigureProps) {
  const [view, toggle] = useToggle(["chart", "table"] as const);
  const summary = summarize(kind, data, format);
  const formatting = format ? { format } : {};
  return (
    <figure className={classes.figure}>
      {view === "chart" ? (
        <div className={classes.drawing}>
          <Suspense fallback={<Skeleton height="100%" aria-busy />}>
            <Canvas kind={kind} data={data} label={summary} {...formatting} />
          </Suspense>
        </div>
      ) : (
        <ChartTable data={data} heading={heading} label={`What the chart shows, by ${heading}`} {...formatting} />
      )}
      <figcaption className={classes.caption}>
        <p className={classes.summary}>{summary}</p>
        <Button
          variant="subtle"
          leftSection={view === "chart" ? <Table2 size={14} aria-hidden /> : <ChartColumn size={14} aria-hidden />}
          onClick={() => toggle()}
        >
          {view === "chart" ? "View as table" : "View as chart"}
        </Button>
      </figcaption>
    </figure>
  );
}
