import { MultiSelect, SegmentedControl, Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { ChartFigure } from "../../../parts/charts/ChartFigure";
import type { ChartKind } from "../../../parts/charts/summary";
import { Empty } from "../../../parts/Empty";
import classes from "./ResultChart.module.css";
import { type ChartChoice, chartOf, firstChoice, withKind } from "./chartChoice";
import { type Result, natureOf } from "./result";

const KINDS: { value: ChartKind; label: string }[] = [
  { value: "line", label: "Line" },
  { value: "bar", label: "Bar" },
  { value: "doughnut", label: "Doughnut" },
];

/** A result as a chart; what is drawn can be chosen. */
export function ResultChart({ result }: { result: Result }) {
  const first = useMemo(() => firstChoice(result), [result]);
  if (!first) return <Empty>A chart needs a column of numbers, and this result has none. Count or sum something, and run it again.</Empty>;
  const shape = result.columns.map(({ name, type }) => `${name} ${type}`).join("\n");
  return <ChosenChart key={shape} result={result} first={first} />;
}

function ChosenChart({ result, first }: { result: Result; first: ChartChoice }) {
  const [choice, setChoice] = useState(first);
  const { data, notes } = useMemo(() => chartOf(result, choice), [result, choice]);
  const change = (part: Partial<ChartChoice>) => setChoice((before) => ({ ...before, ...part }));
  const columns = result.columns.map(({ name }, at) => ({ value: String(at), label: name }));
  const numbers = columns.filter((_, at) => natureOf(result.columns[at]?.type ?? "") === "number");
  return (
    <div className={classes.chart}>
      <div className={classes.choices}>
        <SegmentedControl
          aria-label="Kind of chart"
          data={KINDS}
          value={choice.kind}
          onChange={(kind) => setChoice(withKind(choice, kind as ChartKind, first))}
        />
        <Select
          className={classes.column ?? ""}
          label={choice.kind === "doughnut" ? "Slices" : "Along"}
          data={columns}
          value={String(choice.x)}
          allowDeselect={false}
          searchable
          onChange={(x) => x !== null && change({ x: Number(x) })}
        />
        <MultiSelect
          className={classes.column ?? ""}
          classNames={{ pill: classes.pill ?? "", input: classes.pills ?? "" }}
          label="Values"
          data={numbers}
          value={choice.values.map(String)}
          maxValues={choice.kind === "doughnut" || choice.split !== null ? 1 : 8}
          onChange={(values) => values.length > 0 && change({ values: values.map(Number) })}
        />
        {choice.kind !== "doughnut" && (
          <Select
            className={classes.column ?? ""}
            label="A series for each"
            placeholder="None"
            data={columns.filter((_, at) => at !== choice.x && !choice.values.includes(at))}
            value={choice.split === null ? null : String(choice.split)}
            clearable
            clearButtonProps={{ "aria-label": "No series for each" }}
            onChange={(split) =>
              change(split === null ? { split: null } : { split: Number(split), values: choice.values.slice(0, 1) })
            }
          />
        )}
      </div>
      <ChartFigure kind={choice.kind} data={data} heading={result.columns[choice.x]?.name ?? ""} />
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
    </div>
  );
}
