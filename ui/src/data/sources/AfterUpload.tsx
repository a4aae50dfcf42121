import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { api } from "../../api/server";
import { RunButton } from "../RunButton";
import classes from "./Sources.module.css";

/** What becomes of files that were uploaded: a run by itself, or one to be started. */
export function AfterUpload({ slug }: { slug: string }) {
  const schedule = api.useQuery("get", "/api/p/{slug}/schedule", { params: { path: { slug } } });
  if (!schedule.data) return null;
  return (
    <div className={classes.after} role="status">
      <CircleCheck size={16} aria-hidden />
      {schedule.data.auto_run ? (
        <span>
          A run starts by itself and reads the new files.{" "}
          <Link to="/p/$slug/jobs" params={{ slug }} className={classes.link}>
            See the runs
          </Link>
        </span>
      ) : (
        <>
          <span>Runs do not start by themselves here. The new files are read with the next one.</span>
          <RunButton slug={slug} />
        </>
      )}
    </div>
  );
}
