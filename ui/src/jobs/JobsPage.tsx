import { Button, Select } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { JobList } from "./JobList";
import { RunButton } from "./RunButton";
import { RunProgress } from "./RunProgress";
import { ScheduleLine } from "./schedule/ScheduleLine";
import { isLive, triggerWords } from "./run";
import { type JobFilter, useFollowRuns, useJobList } from "./useJobList";
import { useLatestRuns } from "./useRun";
import classes from "./jobs.module.css";

const STATUSES: { value: Schemas["JobStatus"]; label: string }[] = [
  { value: "running", label: "Running" },
  { value: "scheduled", label: "Waiting" },
  { value: "completed", label: "Completed" },
  { value: "failed", label: "Failed" },
];
const TRIGGERS = ["manual", "webhook", "schedule", "reconcile"].map((value) => ({ value, label: triggerWords(value) }));

/** The runs of a pipeline: those at work live, all others below. */
export function JobsPage() {
  const { slug } = useParams({ from: "/inside/p/$slug/jobs" });
  const filter = useSearch({ from: "/inside/p/$slug/jobs" });
  const navigate = useNavigate({ from: "/p/$slug/jobs" });
  useFollowRuns(slug);
  const live = useLatestRuns(slug).data?.jobs.filter(isLive) ?? [];
  const choose = (part: JobFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true });

  return (
    <Page title="Jobs" of={slug} actions={<RunButton slug={slug} />}>
      {live.map((job) => (
        <RunProgress key={job.id} slug={slug} job={job.id} />
      ))}
      <div className={classes.filters}>
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          data={STATUSES}
          value={filter.status ?? null}
          onChange={(status) => choose({ status: status ?? undefined })}
        />
        <Select
          aria-label="Began by"
          placeholder="Began by anything"
          clearable
          data={TRIGGERS}
          value={filter.trigger ?? null}
          onChange={(trigger) => choose({ trigger: trigger ?? undefined })}
        />
        <ScheduleLine slug={slug} />
      </div>
      <Runs slug={slug} filter={filter} onClear={() => choose({ status: undefined, trigger: undefined })} />
    </Page>
  );
}

function Runs({ slug, filter, onClear }: { slug: string; filter: JobFilter; onClear: () => void }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useJobList(slug, filter);
  const again = () => void refetch();
  if (data === undefined)
    return error ? (
      <ErrorPanel what="The runs could not be loaded" error={error} onRetry={again} />
    ) : (
      <Loading label="Loading the runs" />
    );
  const jobs = data.pages.flatMap((page) => page.jobs);
  const more = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined;
  if (jobs.length > 0) return <JobList slug={slug} jobs={jobs} onMore={more} />;
  if (more || isFetchingNextPage)
    return (
      <Empty action={<Button variant="default" loading={isFetchingNextPage} onClick={more}>Look further back</Button>}>
        None of the newest runs is like that.
      </Empty>
    );
  if (filter.status !== undefined || filter.trigger !== undefined)
    return <Empty action={<Button variant="default" onClick={onClear}>Show all runs</Button>}>No run is like that.</Empty>;
  return <Empty>This pipeline has never run. Start it with “Run”, or upload files to its sources.</Empty>;
}
