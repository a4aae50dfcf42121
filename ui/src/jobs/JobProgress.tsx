import { Button, Progress } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Health } from "../parts/Health";
import { formatBytes, formatCount } from "../parts/numbers";
import { formatDuration } from "../parts/times";
import { STAGES, doneOf, durationOf, isLive, shareDone } from "./run";
import type { JobSight } from "./sight";
import { useCancelRun } from "./useRun";
import { useNow } from "./useNow";
import classes from "./jobs.module.css";

interface JobProgressProps {
  slug: string;
  id: string;
  sight: JobSight;
  /** Whether the run's own page is elsewhere. */
  linked?: boolean;
}

/** What a run is at, how much of it is done and how long it takes, with the way to stop it. */
export function JobProgress({ slug, id, sight, linked = true }: JobProgressProps) {
  const { job, progress } = sight;
  const cancel = useCancelRun(slug);
  const live = job === undefined || isLive(job);
  const now = useNow(live);
  const status = job?.status ?? "scheduled";
  const words =
    status === "running"
      ? progress ? STAGES[progress.stage] : "Beginning"
      : status === "scheduled"
        ? (job?.error ?? "Waits for its turn")
        : (job?.error ?? "Done");
  const share = progress && shareDone(progress);
  const took = job && durationOf(job, now);
  return (
    <div className={classes.live}>
      <div className={classes.liveHead}>
        <Health state={status} />
        <span className={classes.stage} aria-live="polite">
          {words}
        </span>
        <span className={classes.elapsed}>{took !== undefined && <span className="tabular">{formatDuration(took)}</span>}</span>
        {linked && (
          <Button variant="default" renderRoot={(root) => <Link {...root} to="/p/$slug/jobs/$job" params={{ slug, job: id }} />}>
            Details
          </Button>
        )}
        {live && (
          <Button variant="default" loading={cancel.isPending} disabled={cancel.isSuccess} onClick={() => cancel.mutate(id)}>
            {cancel.isSuccess ? "Cancelling" : "Cancel run"}
          </Button>
        )}
      </div>
      {status === "running" && (
        <Progress.Root size="md" radius="sm">
          <Progress.Section
            value={(share ?? 1) * 100}
            animated={share === undefined}
            striped={share === undefined}
            aria-label={share === undefined ? words : `${words}: ${Math.round(share * 100)}%`}
          />
        </Progress.Root>
      )}
      {progress && status === "running" && (
        <ul className={`${classes.counts} tabular`}>
          <li>{doneOf(progress.files_done, progress.files_total, "file")}</li>
          <li>
            {formatBytes(progress.bytes_done)} of {formatBytes(progress.bytes_total)}
          </li>
          <li>{formatCount(progress.rows_read, "row")} read</li>
          {progress.partitions_total > 0 && <li>{doneOf(progress.partitions_done, progress.partitions_total, "partition")}</li>}
        </ul>
      )}
    </div>
  );
}
