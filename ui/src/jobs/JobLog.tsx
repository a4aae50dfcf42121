import { Button } from "@mantine/core";
import { Copy } from "lucide-react";
import { Loading } from "../parts/Loading";
import { copyText } from "../parts/clipboard";
import { formatTime } from "../parts/times";
import { tellDone, tellFailed } from "../parts/toasts";
import type { JobSight } from "./sight";
import classes from "./job.module.css";

/** What happened in a run, line by line. */
export function JobLog({ sight }: { sight: JobSight }) {
  if (sight.log.length === 0)
    return sight.by === "asking" ? (
      <p className={classes.muted}>The log cannot be shown now, since no steady connection to Karet can be made. Load the page again to try once more.</p>
    ) : (
      <Loading label="Loading the log" />
    );
  const copy = async () => {
    const copied = await copyText(sight.log.map((line) => `${line.at} ${line.text}`).join("\n"));
    if (copied) tellDone("The log is in the clipboard.");
    else tellFailed("The log could not be copied", new Error("The browser does not let pages write to the clipboard."));
  };
  return (
    <>
      <div className={classes.bar}>
        <Button variant="default" onClick={() => void copy()} leftSection={<Copy size={14} aria-hidden />}>
          Copy the log
        </Button>
      </div>
      <div className={classes.log} role="log" aria-label="Log" tabIndex={0}>
        <ol>
          {sight.log.map((line, i) => (
            <li key={i}>
              <time dateTime={line.at} className="tabular">
                {formatTime(new Date(line.at))}
              </time>
              <span>{line.text}</span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
