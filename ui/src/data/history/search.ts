import { catch as fallback, int, object, optional, positive } from "zod/mini";

const version = fallback(optional(int().check(positive())), undefined);

/** What the address of the history holds: the versions that are compared. One alone is compared with the newest. */
export const historySearch = object({ version, other: version });
