import { Anchor, Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { type MouseEvent, useCallback, useState } from "react";
import type { Schemas } from "../api/client";
import { RunProgress } from "../jobs/RunProgress";
import { forgetWhatRunsChange } from "../jobs/useRun";
import { ErrorPanel } from "../parts/ErrorPanel";
import { formatCount } from "../parts/numbers";
import classes from "./DropPage.module.css";
import type { Asked } from "./useMake";

/** The first run over dropped files, live; when it is done, one lands on the dashboard. */
export function Making({ slug, job, dashboard }: Asked) {
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const [failed, setFailed] = useState<string>();
  const end = useCallback(
    (run: Schemas["JobBrief"]) => {
      forgetWhatRunsChange(client);
      if (run.status !== "completed") return setFailed(run.error ?? "The run did not say why.");
      const page = { to: "/p/$slug/jobs/$job", params: { slug, job: run.id } } as const;
      tellAccount(run, router.buildLocation(page).href, () => void navigate(page));
      void (dashboard === undefined
        ? navigate({ to: "/p/$slug/data", params: { slug }, replace: true })
        : navigate({ to: "/p/$slug/dashboards/$name", params: { slug, name: dashboard }, replace: true }));
    },
    [client, navigate, router, slug, dashboard],
  );
  return (
    <div className={classes.making}>
      <p>
        The files are in the pipeline <b>{slug}</b>, which runs now. {dashboard === undefined ? "Its tables open" : "The dashboard opens"} as soon as that is done.
      </p>
      <RunProgress slug={slug} job={job} onEnd={end} />
      {failed !== undefined && (
        <>
          <ErrorPanel what="The run did not come through" error={new Error(failed)} />
          <p>Nothing is lost: the files lie in the pipeline&apos;s source. Mend what the run names, then run the pipeline again.</p>
          <div className={classes.ways}>
            <Button renderRoot={(props) => <Link {...props} to="/p/$slug/graph" params={{ slug }} />}>Open the pipeline</Button>
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/p/$slug/jobs/$job" params={{ slug, job }} />}>
              Show the run
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Notifications may stand outside of the router, so that the link is told where it leads. */
function tellAccount({ rows_written = 0, rows_rejected = 0 }: Schemas["JobBrief"], address: string, onOpen: () => void): void {
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  notifications.show({
    color: rows_rejected > 0 ? "warning" : "success",
    ...(rows_rejected > 0 && { autoClose: false }),
    message: (
      <>
        {formatCount(rows_written, "row")} written, {rows_rejected === 0 ? "none" : formatCount(rows_rejected, "row")} left out.{" "}
        <Anchor href={address} fz="inherit" onClick={open}>
          {rows_rejected > 0 ? "See which and why" : "See the run"}
        </Anchor>
      </>
    ),
  });
}
