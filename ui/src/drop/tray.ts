import type { Drop } from "./drops";

/** A file on the page, from its choice until it is taken in. */
export interface TrayItem {
  key: string;
  name: string;
  size: number;
  /** The file itself, unless it was taken in before the page was opened. */
  file: File | undefined;
  /** By which the service knows it, once it is there. */
  id: string | undefined;
  state: "waiting" | "sending" | "taken" | "failed";
  sent: number;
  startedAt: number;
  error: unknown;
}

/** What happens to the files on the page. */
export type TrayEvent =
  | { kind: "chosen"; files: { key: string; file: File }[] }
  | { kind: "recalled"; drop: Drop }
  | { kind: "lost"; id: string; error: unknown }
  | { kind: "begun"; key: string; at: number }
  | { kind: "went"; key: string; sent: number }
  | { kind: "taken"; key: string; drop: Drop }
  | { kind: "failed"; key: string; error: unknown }
  | { kind: "again"; key: string }
  | { kind: "removed"; key: string };

const FRESH = { state: "waiting", sent: 0, startedAt: 0, error: undefined } as const;

function changed(items: readonly TrayItem[], key: string, change: Partial<TrayItem>): TrayItem[] {
  return items.map((item) => (item.key === key ? { ...item, ...change } : item));
}

/** The files after something happened. A file that stands there already is not taken twice. */
export function afterEvent(items: readonly TrayItem[], event: TrayEvent): TrayItem[] {
  switch (event.kind) {
    case "chosen": {
      const fresh = event.files.filter(({ file }) => !items.some((item) => isSame(item.file, file)));
      return [...items, ...fresh.map(({ key, file }) => ({ ...FRESH, key, file, name: file.name, size: file.size, id: undefined }))];
    }
    case "recalled": {
      const { id, name, size } = event.drop;
      if (items.some((item) => item.id === id)) return [...items];
      return [...items, { ...FRESH, key: id, name, size, id, file: undefined, state: "taken", sent: size }];
    }
    case "lost":
      if (items.some((item) => item.id === event.id || item.key === event.id)) return [...items];
      return [...items, { ...FRESH, key: event.id, name: "A file", size: 0, id: undefined, file: undefined, state: "failed", error: event.error }];
    case "begun":
      return changed(items, event.key, { state: "sending", sent: 0, startedAt: event.at, error: undefined });
    case "went":
      return changed(items, event.key, { sent: event.sent });
    case "taken":
      return changed(items, event.key, { state: "taken", id: event.drop.id, sent: event.drop.size });
    case "failed":
      return changed(items, event.key, { state: "failed", error: event.error });
    case "again":
      return changed(items, event.key, { state: "waiting", error: undefined, sent: 0 });
    case "removed":
      return items.filter((item) => item.key !== event.key);
  }
}

function isSame(a: File | undefined, b: File): boolean {
  return a !== undefined && a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
}

const AT_ONCE = 2;

/** The files that should be sent now, so that no more than two are on their way. */
export function nextToSend(items: readonly TrayItem[]): TrayItem[] {
  const sending = items.filter((item) => item.state === "sending").length;
  return items.filter((item) => item.state === "waiting" && item.file).slice(0, Math.max(0, AT_ONCE - sending));
}

/** How much of all files has gone, between 0 and 1. */
export function shareSent(items: readonly TrayItem[]): number {
  const total = items.reduce((sum, item) => sum + item.size, 0);
  return total === 0 ? 1 : items.reduce((sum, item) => sum + Math.min(item.sent, item.size), 0) / total;
}

/** Bytes a second since a file was begun; undefined while it is too early to tell. */
export function speedOf({ sent, startedAt }: TrayItem, now: number): number | undefined {
  const seconds = (now - startedAt) / 1000;
  return seconds < 0.5 || sent === 0 ? undefined : sent / seconds;
}

/** The ids of files that are taken in. */
export function takenIds(items: readonly TrayItem[]): string[] {
  return items.flatMap((item) => (item.id === undefined ? [] : [item.id]));
}
