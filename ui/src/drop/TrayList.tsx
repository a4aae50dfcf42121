import { ActionIcon, Button, Progress } from "@mantine/core";
import { CircleAlert, CircleCheck, FileUp, X } from "lucide-react";
import { failureOf } from "../api/failure";
import { formatBytes, formatShare } from "../parts/numbers";
import classes from "./Tray.module.css";
import { type TrayItem, speedOf } from "./tray";
import type { Tray } from "./useTray";

/** The files on the page, each with how far its upload is and what can be done about it. */
export function TrayList({ tray }: { tray: Tray }) {
  return (
    <ul className={classes.tray} aria-label="Files">
      {tray.items.map((item) => (
        <TrayRow key={item.key} item={item} onRemove={() => tray.remove(item)} onAgain={() => tray.again(item)} />
      ))}
    </ul>
  );
}

interface TrayRowProps {
  item: TrayItem;
  onRemove: () => void;
  onAgain: () => void;
}

function TrayRow({ item, onRemove, onAgain }: TrayRowProps) {
  const share = item.size === 0 ? 1 : Math.min(1, item.sent / item.size);
  return (
    <li>
      <StateIcon state={item.state} />
      <span className={classes.name}>
        <b title={item.name}>{item.name}</b>
        <span className={`${classes.about} tabular`}>{stateWords(item)}</span>
      </span>
      <span className={classes.acts}>
        {item.state === "failed" && item.file && (
          <Button variant="default" onClick={onAgain}>
            Try again
          </Button>
        )}
        <ActionIcon aria-label={item.state === "sending" ? `Cancel the upload of ${item.name}` : `Remove ${item.name}`} onClick={onRemove}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </span>
      {item.state === "sending" && (
        <Progress.Root size="sm" className={classes.bar}>
          <Progress.Section value={share * 100} aria-label={`Upload of ${item.name}`} />
        </Progress.Root>
      )}
      {item.state === "failed" && (
        <span className={classes.failed} role="alert">
          {failureOf(item.error).message}
        </span>
      )}
    </li>
  );
}

function StateIcon({ state }: { state: TrayItem["state"] }) {
  if (state === "taken") return <CircleCheck size={16} aria-hidden className={classes.good} />;
  if (state === "failed") return <CircleAlert size={16} aria-hidden className={classes.bad} />;
  return <FileUp size={16} aria-hidden className={classes.going} />;
}

function stateWords(item: TrayItem): string {
  switch (item.state) {
    case "waiting":
      return `${formatBytes(item.size)}, waits for its turn`;
    case "sending": {
      const speed = speedOf(item, Date.now());
      const went = `${formatBytes(item.sent)} of ${formatBytes(item.size)} (${formatShare(item.size === 0 ? 1 : item.sent / item.size)})`;
      return speed === undefined ? went : `${went}, ${formatBytes(Math.round(speed))} a second`;
    }
    case "taken":
      return `${formatBytes(item.size)}, uploaded`;
    case "failed":
      return "not uploaded";
  }
}
