import { object, optional, string } from "zod/mini";

/** What of the sources' page lives in its address. */
export const sourcesSearch = object({
  /** The source whose files are shown; the first one where there is none. */
  source: optional(string()),
  /** What the files' paths begin with. */
  prefix: optional(string()),
});
