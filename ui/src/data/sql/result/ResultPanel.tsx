import { Button, Tabs } from "@mantine/core";
import { ChartColumn, Copy, Download, Table2 } from "lucide-react";
import { copyText } from "../../../parts/clipboard";
import { formatCount } from "../../../parts/numbers";
import { formatDuration } from "../../../parts/times";
import { tellDone, tellFailed } from "../../../parts/toasts";
import { ResultChart } from "./ResultChart";
import { ResultGrid } from "./ResultGrid";
import classes from "./ResultPanel.module.css";
import { type Result, asTsv } from "./result";
import { useCsvDownload } from "./useCsvDownload";

interface ResultPanelProps {
  slug: string;
  statement: string;
  result: Result;
  /** Whether another statement is running, so that this is the result of the one before. */
  stale: boolean;
}

/** What a statement answered: as a grid or as a chart, to copy and to download. */
export function ResultPanel({ slug, statement, result, stale }: ResultPanelProps) {
  const download = useCsvDownload(slug);
  const copy = async (text: string, done: string) => {
    if (await copyText(text)) tellDone(done);
    else tellFailed("Nothing was copied", new Error("The browser does not let pages copy here. Download the CSV file instead."));
  };

  return (
    <Tabs
      defaultValue="table"
      className={stale ? `${classes.panel} ${classes.stale}` : classes.panel}
      classNames={{ tab: classes.tab ?? "" }}
      keepMounted={false}
    >
      <div className={classes.bar}>
        <Tabs.List>
          <Tabs.Tab value="table" leftSection={<Table2 size={14} aria-hidden />}>
            Table
          </Tabs.Tab>
          <Tabs.Tab value="chart" leftSection={<ChartColumn size={14} aria-hidden />}>
            Chart
          </Tabs.Tab>
        </Tabs.List>
        <span className={`${classes.facts} tabular`} role="status">
          {describe(result)}
        </span>
        <div className={classes.actions}>
          <Button variant="subtle" leftSection={<Copy size={14} aria-hidden />} onClick={() => void copy(asTsv(result), `${formatCount(result.rows.length, "row")} copied, with the names of columns.`)}>
            Copy all
          </Button>
          <Button
            variant="subtle"
            leftSection={<Download size={14} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate(statement)}
          >
            Download CSV
          </Button>
        </div>
      </div>
      {result.truncated && (
        <p className={classes.note}>
          There are more rows than these {formatCount(result.row_count, "row")}. Narrow the statement down by WHERE, or sum rows up.
        </p>
      )}
      {result.cut_cells.length > 0 && (
        <p className={classes.note}>
          {formatCount(result.cut_cells.length, "long value")} {result.cut_cells.length === 1 ? "is" : "are"} shown only in part, and
          marked (cut).
        </p>
      )}
      <Tabs.Panel value="table" className={classes.table}>
        <ResultGrid result={result} onCopy={(value) => void copy(value, "The value is copied.")} />
      </Tabs.Panel>
      <Tabs.Panel value="chart" className={classes.chart}>
        <ResultChart result={result} />
      </Tabs.Panel>
    </Tabs>
  );
}

function describe({ row_count, elapsed_ms, truncated }: Result): string {
  const time = elapsed_ms < 1000 ? `${elapsed_ms} ms` : formatDuration(elapsed_ms);
  return `${truncated ? "First " : ""}${formatCount(row_count, "row")} in ${time}`;
}
