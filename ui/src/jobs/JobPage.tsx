import { Button, Tabs } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Health } from "../parts/Health";
import { Loading } from "../parts/Loading";
import { formatNumber } from "../parts/numbers";
import { Page } from "../parts/Page";
import { formatDuration, formatShortTime, formatTime } from "../parts/times";
import { JobFailure } from "./JobFailure";
import { JobFiles } from "./JobFiles";
import { JobLog } from "./JobLog";
import { JobProgress } from "./JobProgress";
import { JobTables } from "./JobTables";
import { Rejects } from "./Rejects";
import { RowAccountPicture } from "./RowAccountPicture";
import { Trigger } from "./Trigger";
import { accountOf } from "./account";
import { durationOf, isLive, optionWords } from "./run";
import type { JobSight } from "./sight";
import { useJobSight } from "./useJobSight";
import { forgetWhatRunsChange, useRunAgain } from "./useRun";
import classes from "./job.module.css";

/** One run: how it goes or went, and what became of every table, file and row. */
export function JobPage() {
  const { slug, job: id } = useParams({ from: "/inside/p/$slug/jobs/$job" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: job, error, refetch } = api.useQuery("get", "/api/p/{slug}/jobs/{id}", { params: { path: { slug, id } } });
  const load = () => void refetch();
  const sight = useJobSight(slug, id);
  const again = useRunAgain(slug);
  const stale = sight.ended && job !== undefined && isLive(job);
  useEffect(() => {
    if (stale) forgetWhatRunsChange(client);
  }, [stale, client]);
  const open = (next: Schemas["JobBrief"]) => void navigate({ to: "/p/$slug/jobs/$job", params: { slug, job: next.id } });

  return (
    <Page
      title={job ? `Run of ${formatShortTime(new Date(job.startedAt))}` : "Run"}
      of={slug}
      about={job && <Facts job={job} />}
      actions={
        <>
          <Button variant="default" renderRoot={(root) => <Link {...root} to="/p/$slug/jobs" params={{ slug }} />}>
            All runs
          </Button>
          <Button loading={again.isPending} onClick={() => again.mutate(id, { onSuccess: open })}>
            Run again
          </Button>
        </>
      }
    >
      {job ? (
        <Parts slug={slug} job={job} sight={sight} />
      ) : error ? (
        <ErrorPanel what="The run could not be loaded" error={error} onRetry={load} />
      ) : (
        <Loading label="Loading the run" />
      )}
    </Page>
  );
}

function Facts({ job }: { job: Schemas["Job"] }) {
  const took = durationOf(job, new Date());
  return (
    <div className={classes.facts}>
      <Health state={job.status} />
      <Trigger trigger={job.trigger} />
      {job.completedAt && <span>ended {formatTime(new Date(job.completedAt))}</span>}
      {!isLive(job) && took !== undefined && <span className="tabular">took {formatDuration(took)}</span>}
      {optionWords(job).map((option) => (
        <span key={option}>{option}</span>
      ))}
      <code>{job.id}</code>
    </div>
  );
}

function Parts({ slug, job, sight }: { slug: string; job: Schemas["Job"]; sight: JobSight }) {
  const { tab = "tables", file } = useSearch({ from: "/inside/p/$slug/jobs/$job" });
  const navigate = useNavigate({ from: "/p/$slug/jobs/$job" });
  const account = accountOf(job);
  return (
    <>
      {isLive(job) && <JobProgress slug={slug} id={job.id} sight={sight} linked={false} />}
      {job.status === "failed" && <JobFailure error={job.error} errors={job.errors ?? []} />}
      {job.status === "completed" && <JobFailure error={undefined} errors={job.errors ?? []} />}
      {account && <RowAccountPicture account={account} />}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next as typeof tab }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="tables">Tables</Tabs.Tab>
          <Tabs.Tab value="files">Files{job.files && ` (${formatNumber(job.files.length)})`}</Tabs.Tab>
          <Tabs.Tab value="rejects">Rows left out{account && ` (${formatNumber(account.rejected)})`}</Tabs.Tab>
          <Tabs.Tab value="log">Log</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tables" className={classes.panel}>
          <JobTables slug={slug} tables={job.tables ?? []} />
        </Tabs.Panel>
        <Tabs.Panel value="files" className={classes.panel}>
          <JobFiles slug={slug} job={job.id} files={job.files ?? []} />
        </Tabs.Panel>
        <Tabs.Panel value="rejects" className={classes.panel}>
          <Rejects
            slug={slug}
            job={job.id}
            file={file}
            onAllFiles={() => void navigate({ search: { tab: "rejects" }, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="log" className={classes.panel}>
          <JobLog sight={sight} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
