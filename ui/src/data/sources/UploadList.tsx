import { Button, Progress } from "@mantine/core";
import { CircleAlert, CircleCheck, CircleSlash, Clock, LoaderCircle } from "lucide-react";
import { formatBytes, formatCount, formatShare } from "../../parts/numbers";
import classes from "./Uploads.module.css";
import { nameFault, pathOf } from "./paths";
import { type Upload, type UploadState, isBusy, speedOf } from "./uploads";

interface UploadListProps {
  uploads: readonly Upload[];
  onStop: (id: number) => void;
  onAgain: (id: number, replaces: boolean) => void;
  onClear: () => void;
}

const ICONS: Record<UploadState, typeof Clock> = {
  waiting: Clock,
  sending: LoaderCircle,
  exists: CircleAlert,
  done: CircleCheck,
  failed: CircleAlert,
  stopped: CircleSlash,
};

/** Every upload with how far it is, and what can be done about it. */
export function UploadList({ uploads, onStop, onAgain, onClear }: UploadListProps) {
  const done = uploads.filter(({ state }) => state === "done").length;
  return (
    <section className={classes.uploads} aria-label="Uploads">
      <div className={classes.headline}>
        <span role="status">
          {done} of {formatCount(uploads.length, "file")} uploaded
        </span>
        {uploads.length > 0 && !isBusy(uploads) && (
          <Button variant="subtle" onClick={onClear}>
            Clear the list
          </Button>
        )}
      </div>
      <ul className={classes.list}>
        {uploads.map((upload) => (
          <UploadLine key={upload.id} upload={upload} onStop={() => onStop(upload.id)} onAgain={(replaces) => onAgain(upload.id, replaces)} />
        ))}
      </ul>
    </section>
  );
}

function UploadLine({ upload, onStop, onAgain }: { upload: Upload; onStop: () => void; onAgain: (replaces: boolean) => void }) {
  const { file, folder, state, sent } = upload;
  const path = pathOf({ folder, name: file.name });
  const Icon = ICONS[state];
  const share = file.size === 0 ? 0 : sent / file.size;
  return (
    <li className={classes.upload}>
      <Icon size={14} aria-hidden className={classes[state]} />
      <span className={classes.name} title={path}>
        <bdi>{path}</bdi>
      </span>
      <span className={classes.words}>{wordsOf(upload)}</span>
      <span className={classes.actions}>
        {(state === "waiting" || state === "sending") && (
          <Button variant="default" onClick={onStop} aria-label={`Cancel the upload of ${path}`}>
            Cancel
          </Button>
        )}
        {state === "exists" && (
          <Button variant="default" onClick={() => onAgain(true)} aria-label={`Replace ${path}`}>
            Replace
          </Button>
        )}
        {state === "exists" && (
          <Button variant="subtle" onClick={onStop} aria-label={`Keep ${path} as it is`}>
            Keep
          </Button>
        )}
        {(state === "failed" || state === "stopped") && nameFault(file.name) === undefined && (
          <Button variant="default" onClick={() => onAgain(false)} aria-label={`Try again to upload ${path}`}>
            Try again
          </Button>
        )}
      </span>
      {state === "sending" && <Progress className={classes.progress} value={share * 100} size={4} aria-label={`Upload of ${path}, ${formatShare(share)}`} />}
    </li>
  );
}

function wordsOf(upload: Upload): string {
  const { file, state, sent, why } = upload;
  const speed = speedOf(upload, Date.now());
  switch (state) {
    case "waiting":
      return `Waiting, ${formatBytes(file.size)}`;
    case "sending":
      return `${formatBytes(Math.min(sent, file.size))} of ${formatBytes(file.size)}${speed === undefined ? "" : `, ${formatBytes(Math.round(speed))}/s`}`;
    case "exists":
      return "Already there. Replacing it exchanges its rows with the next run.";
    case "done":
      return `Uploaded, ${formatBytes(file.size)}`;
    case "failed":
      return why ?? "It failed.";
    case "stopped":
      return "Not uploaded";
  }
}
