import { Link } from "@tanstack/react-router";
import { useLatestRuns } from "../jobs/useRun";
import { Ago } from "../parts/Ago";
import { Health } from "../parts/Health";
import { formatCount } from "../parts/numbers";
import classes from "./PipelinePage.module.css";

/** How the newest run went, in a line that leads to it. */
export function LastRun({ slug }: { slug: string }) {
  const run = useLatestRuns(slug).data?.jobs[0];
  if (!run) return null;
  return (
    <section className={`${classes.box} ${classes.run}`} aria-label="Last run">
      <Health state={run.status} />
      <Link to="/p/$slug/jobs/$job" params={{ slug, job: run.id }}>
        Last run
      </Link>
      <Ago time={run.startedAt} />
      {run.rows_written !== undefined && <span className="tabular">{formatCount(run.rows_written, "row")} written</span>}
      {(run.rows_rejected ?? 0) > 0 && (
        <Link to="/p/$slug/jobs/$job" params={{ slug, job: run.id }} className="tabular">
          {formatCount(run.rows_rejected ?? 0, "row")} left out
        </Link>
      )}
      {run.error && <span className={classes.detail}>{run.error}</span>}
    </section>
  );
}
