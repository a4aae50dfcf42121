import type { Selection } from "./selection";

const versionOf = (value: unknown) => (typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined);

/** What the address of the history holds: the versions that are compared. What is no version counts as none. */
export function historySearch({ version, other }: Record<string, unknown>): Selection {
  return { version: versionOf(version), other: versionOf(other) };
}
