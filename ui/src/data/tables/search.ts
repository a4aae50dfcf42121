import { array, object, optional, string } from "zod/mini";

/** What of a table's page lives in its address. */
export const tableSearch = object({
  /** As the service takes them: `column:operator:value`. */
  filter: optional(array(string())),
  /** As the service takes them: `column:asc` or `column:desc`. */
  sort: optional(array(string())),
  /** Columns that are not shown. */
  hide: optional(array(string())),
  /** The column whose profile is open. */
  profile: optional(string()),
});

/** The question a table's page asks, and what it shows of the answer. */
export interface TableSearch {
  filter?: string[] | undefined;
  sort?: string[] | undefined;
  hide?: string[] | undefined;
  profile?: string | undefined;
}
