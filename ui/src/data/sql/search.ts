import { object, optional, string } from "zod/mini";

/** What the workbench's address holds: the saved query that is open. */
export const sqlSearch = object({ query: optional(string()) });
