import { type infer as Shape, object, optional, string } from "zod/mini";

/** What the address of the page says: where the files are to go, which are taken in already, and what was made of them and runs. */
export const dropSearch = object({
  pipeline: optional(string()),
  source: optional(string()),
  files: optional(string()),
  made: optional(string()),
  job: optional(string()),
  dashboard: optional(string()),
});

/** What the address of the page says, as a value. */
export type DropSearch = Shape<typeof dropSearch>;

const ID = /^[0-9a-f]{32}$/;

/** The ids in an address, without what is none and without those that stand there twice. */
export function idsIn(files: string | undefined): string[] {
  return [...new Set((files ?? "").split(",").filter((id) => ID.test(id)))];
}

/** Ids as they stand in an address; nothing for none. */
export function asAddress(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.join(",");
}
