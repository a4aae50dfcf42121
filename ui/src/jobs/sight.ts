import type { Schemas } from "../api/client";

/** One thing that happened in a run. */
export interface LogLine {
  at: string;
  text: string;
}

/** What is known of a run that is being listened to. */
export interface JobSight {
  job: Schemas["JobBrief"] | undefined;
  progress: Schemas["Progress"] | undefined;
  log: LogLine[];
  ended: boolean;
  /** Whether news come by themselves, are asked for every two seconds, or do not come. */
  by: "connecting" | "events" | "asking";
}

/** Something that was heard of a run. */
export type Heard =
  | { kind: "open" }
  | { kind: "record"; job: Schemas["JobBrief"] }
  | { kind: "progress"; progress: Schemas["Progress"] }
  | { kind: "log"; line: LogLine }
  | { kind: "asking" }
  | { kind: "end" }
  | { kind: "forget" };

export const NOTHING_SEEN: JobSight = { job: undefined, progress: undefined, log: [], ended: false, by: "connecting" };

function hear(sight: JobSight, heard: Heard): JobSight {
  switch (heard.kind) {
    case "open":
      // Every connection tells the whole log again.
      return { ...sight, log: [], by: "events" };
    case "record":
      return { ...sight, job: heard.job };
    case "progress":
      return { ...sight, progress: heard.progress };
    case "log":
      return { ...sight, log: [...sight.log, heard.line] };
    case "asking":
      return { ...sight, by: "asking" };
    case "end":
      return { ...sight, ended: true };
    case "forget":
      return NOTHING_SEEN;
  }
}

/** What is known after all of `news`. */
export function hearAll(sight: JobSight, news: readonly Heard[]): JobSight {
  return news.reduce(hear, sight);
}
