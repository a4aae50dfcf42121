import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Schemas } from "../api/client";
import { Ago } from "../parts/Ago";
import { Health } from "../parts/Health";
import { LongTable } from "../parts/LongTable";
import { formatNumber } from "../parts/numbers";
import { formatDuration } from "../parts/times";
import { RowAccountBar } from "./RowAccountBar";
import { Trigger } from "./Trigger";
import { accountOf } from "./account";
import { durationOf, isLive, optionWords } from "./run";
import { useNow } from "./useNow";
import classes from "./jobs.module.css";

type Job = Schemas["JobBrief"];

const COLUMNS = [
  { name: "Status" },
  { name: "Started" },
  { name: "Began by" },
  { name: "Duration", numeric: true },
  { name: "Rows" },
  { name: "Files", numeric: true },
  { name: "What went wrong" },
];

interface JobListProps {
  slug: string;
  jobs: readonly Job[];
  /** Asks for the next page; nothing when there is none. */
  onMore: (() => void) | undefined;
}

/** Runs in a table, the newest first; each leads to its own page. */
export function JobList({ slug, jobs, onMore }: JobListProps) {
  const now = useNow(jobs.some(isLive));
  const cells = useCallback((job: Job) => <JobCells slug={slug} job={job} now={now} />, [slug, now]);
  return <LongTable label="Runs" columns={COLUMNS} rows={jobs} keyOf={(job) => job.id} cells={cells} onEnd={onMore} />;
}

function JobCells({ slug, job, now }: { slug: string; job: Job; now: Date }) {
  const took = durationOf(job, now);
  const account = accountOf(job);
  const options = optionWords(job);
  return (
    <>
      <td>
        <Link to="/p/$slug/jobs/$job" params={{ slug, job: job.id }} className={classes.jobLink}>
          <Health state={job.status} />
        </Link>
      </td>
      <td className={classes.nowrap}>
        <Ago time={job.startedAt} />
      </td>
      <td className={classes.nowrap}>
        <Trigger trigger={job.trigger} />
        {options.length > 0 && <div className={classes.muted}>{options.join(", ")}</div>}
      </td>
      <td className={`${classes.numeric} tabular`}>{took === undefined ? "–" : formatDuration(took)}</td>
      <td>{account ? <RowAccountBar account={account} /> : <span className={classes.muted}>–</span>}</td>
      <td className={`${classes.numeric} tabular`}>{job.files_processed === undefined ? "–" : formatNumber(job.files_processed)}</td>
      <td>
        {job.error && (
          <div className={classes.oneLine} title={job.error}>
            {job.error}
          </div>
        )}
      </td>
    </>
  );
}
