import type { JobFilter } from "./useJobList";

/** Which part of a run is looked at, and of which file the rows that were left out. */
export interface JobSearch {
  tab?: "tables" | "files" | "rejects" | "log" | undefined;
  file?: string | undefined;
}

// By hand, since what checks addresses is loaded before any page is.
function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Which runs the list shows, as its address says it. What no list can show counts as not said. */
export function jobsSearch(search: Record<string, unknown>): JobFilter {
  return { status: oneOf(["scheduled", "running", "completed", "failed"], search["status"]), trigger: text(search["trigger"]) };
}

/** What of a run is looked at, as its address says it. */
export function jobSearch(search: Record<string, unknown>): JobSearch {
  return { tab: oneOf(["tables", "files", "rejects", "log"], search["tab"]), file: text(search["file"]) };
}
