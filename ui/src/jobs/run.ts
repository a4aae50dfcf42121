import type { Schemas } from "../api/client";
import { formatCount } from "../parts/numbers";

type Timed = Pick<Schemas["JobBrief"], "status" | "startedAt" | "completedAt">;

/** Whether a run waits or is at work. */
export function isLive({ status }: Pick<Timed, "status">): boolean {
  return status === "scheduled" || status === "running";
}

/** How many milliseconds a run took, or takes so far; nothing while it waits. */
export function durationOf({ status, startedAt, completedAt }: Timed, now: Date): number | undefined {
  if (status === "scheduled") return undefined;
  const end = completedAt ? Date.parse(completedAt) : status === "running" ? now.getTime() : undefined;
  return end === undefined ? undefined : Math.max(0, end - Date.parse(startedAt));
}

/** Whether the pipeline's own guards held a run back, so that a person may have it published all the same. */
export function isHeldBack({ status, error }: Pick<Schemas["JobBrief"], "status" | "error">): boolean {
  return status === "failed" && (error?.startsWith("Held back by publish_guards") ?? false);
}

/** What asked for a run, in words. */
export function triggerWords(trigger: string): string {
  const words: Record<string, string> = { manual: "Manual", webhook: "Upload", schedule: "Schedule", reconcile: "Catch-up" };
  return words[trigger] ?? trigger;
}

/** What lies behind the word for what asked for a run. */
export function triggerMeaning(trigger: string): string {
  const meanings: Record<string, string> = {
    manual: "A person or a program asked for it",
    webhook: "Files were uploaded or deleted",
    schedule: "Its time had come",
    reconcile: "Karet found files that no run had read yet",
  };
  return meanings[trigger] ?? `Asked for by ${trigger}`;
}

/** The options that a run was started with, in words. */
export function optionWords(job: Pick<Schemas["JobBrief"], "clean" | "publish_anyway">): string[] {
  return [...(job.clean ? ["Clean run"] : []), ...(job.publish_anyway ? ["Published anyway"] : [])];
}

/** What a run is at, in words. */
export const STAGES: Record<Schemas["Progress"]["stage"], string> = {
  planning: "Looking at what has changed",
  reading: "Reading files",
  building: "Building tables",
  publishing: "Publishing",
};

/** How much of its present stage a run has done, between 0 and 1; nothing when that cannot be told. */
export function shareDone(progress: Schemas["Progress"]): number | undefined {
  const [done, total] =
    progress.stage === "reading"
      ? [progress.bytes_done, progress.bytes_total]
      : progress.stage === "planning"
        ? [0, 0]
        : [progress.partitions_done, progress.partitions_total];
  return total > 0 ? Math.min(1, done / total) : undefined;
}

/** `3 of 24 files`; without a total that is known, `3 files`. */
export function doneOf(done: number, total: number, one: string): string {
  return total > 0 ? `${done.toLocaleString()} of ${formatCount(total, one)}` : formatCount(done, one);
}
