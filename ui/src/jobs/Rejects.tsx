import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import { api } from "../api/server";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { LongTable } from "../parts/LongTable";
import { formatCount, formatNumber } from "../parts/numbers";
import { rejectsAddress } from "./addresses";
import { reasonsOf } from "./reasons";
import classes from "./job.module.css";

interface RejectsProps {
  slug: string;
  job: string;
  /** Only the rows of this file. */
  file: string | undefined;
  onAllFiles: () => void;
}

const COLUMNS = [{ name: "File" }, { name: "Line", numeric: true }, { name: "Column" }, { name: "Value" }, { name: "Why it was left out" }];

/** The rows that a run left out, each with its place and its reason. */
export function Rejects({ slug, job, file, onAllFiles }: RejectsProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = api.useInfiniteQuery(
    "get",
    "/api/p/{slug}/jobs/{id}/rejects",
    { params: { path: { slug, id: job }, query: { limit: 200, ...(file !== undefined && { file }) } } },
    { pageParamName: "after", initialPageParam: null, getNextPageParam: (page: { next?: string }) => page.next },
  );
  const again = () => void refetch();
  if (data === undefined)
    return error ? (
      <ErrorPanel what="The rows that were left out could not be loaded" error={error} onRetry={again} />
    ) : (
      <Loading label="Loading the rows that were left out" />
    );
  const rows = data.pages.flatMap((page) => page.rows);
  const total = data.pages[0]?.total ?? 0;
  const more = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined;
  const allFiles = file !== undefined && (
    <Button variant="default" onClick={onAllFiles}>
      Show all files
    </Button>
  );
  if (total === 0) return <Empty action={allFiles}>{file === undefined ? "No row was left out." : `No row of ${file} was left out.`}</Empty>;
  return (
    <>
      <div className={classes.bar}>
        <span className={classes.words}>
          {formatCount(total, "row")}
          {file !== undefined && ` of ${file}`}
        </span>
        {allFiles}
        <Button
          variant="default"
          component="a"
          href={rejectsAddress(slug, job, file)}
          download
          leftSection={<Download size={14} aria-hidden />}
        >
          Download as CSV
        </Button>
      </div>
      {rows.length === total && <Reasons rows={rows} />}
      <LongTable
        label="Rows that were left out"
        columns={COLUMNS}
        rows={rows}
        total={total}
        keyOf={(_, index) => String(index)}
        onEnd={more}
        cells={(row) => (
          <>
            <td className={classes.path}>{row.file}</td>
            <td className={`${classes.numeric} tabular`}>{row.line === 0 ? "–" : formatNumber(row.line)}</td>
            <td>{row.column || "–"}</td>
            <td className={classes.value}>{row.value || <span className={classes.muted}>empty</span>}</td>
            <td className={classes.reason}>
              {row.reason}
              {row.raw && (
                <details>
                  <summary>The record in the file</summary>
                  <pre className={classes.raw}>{row.raw}</pre>
                </details>
              )}
            </td>
          </>
        )}
      />
    </>
  );
}

function Reasons({ rows }: { rows: Parameters<typeof reasonsOf>[0] }) {
  return (
    <ul className={classes.reasons} aria-label="Reasons">
      {reasonsOf(rows).slice(0, 8).map(({ column, reason, count }) => (
        <li key={`${column} ${reason}`}>
          <span className="tabular">{formatCount(count, "row")}</span>: {reason}
        </li>
      ))}
    </ul>
  );
}
