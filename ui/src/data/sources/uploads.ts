/** How far an upload is. `exists` waits for a person to say whether the file that is there may go. */
export type UploadState = "waiting" | "sending" | "exists" | "done" | "failed" | "stopped";

/** A file on its way to a source. */
export interface Upload {
  id: number;
  file: File;
  container: string;
  folder: string;
  state: UploadState;
  sent: number;
  /** Milliseconds since the epoch at which its first byte went. */
  begun: number | undefined;
  /** Why it failed. */
  why: string | undefined;
  /** Whether a file of the same name may be replaced. */
  replaces: boolean;
}

/** How many go at once; more would only slow each other. */
export const AT_ONCE = 3;

/** A file that has just been chosen. */
export function chosen(id: number, file: File, container: string, folder: string): Upload {
  return { id, file, container, folder, state: "waiting", sent: 0, begun: undefined, why: undefined, replaces: false };
}

/** The uploads that may begin now, in the order in which they were chosen. */
export function startable(uploads: readonly Upload[]): Upload[] {
  const free = AT_ONCE - uploads.filter(({ state }) => state === "sending").length;
  return uploads.filter(({ state }) => state === "waiting").slice(0, Math.max(0, free));
}

/** The uploads with one of them changed. */
export function changed(uploads: readonly Upload[], id: number, change: Partial<Upload>): Upload[] {
  return uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
}

/** Bytes a second since an upload's first byte; undefined while that says nothing yet. */
export function speedOf({ begun, sent }: Upload, now: number): number | undefined {
  const seconds = begun === undefined ? 0 : (now - begun) / 1000;
  return seconds >= 0.5 && sent > 0 ? sent / seconds : undefined;
}

/** Whether anything is still to happen without a person. */
export function isBusy(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => state === "waiting" || state === "sending");
}
