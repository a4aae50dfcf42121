import { catch as orElse, enum as oneOf, object, optional, string } from "zod/mini";

const status = oneOf(["scheduled", "running", "completed", "failed"]);

/** Which runs the list shows, as its address says it. What no list can show counts as not said. */
export const jobsSearch = object({
  status: orElse(optional(status), undefined),
  trigger: orElse(optional(string()), undefined),
});

/** Which part of a run is looked at, and of which file the rows that were left out. */
export const jobSearch = object({
  tab: orElse(optional(oneOf(["tables", "files", "rejects", "log"])), undefined),
  file: orElse(optional(string()), undefined),
});
