import type { Schemas } from "../api/client";

/** A reason for which rows were left out, without what was peculiar to each. */
export interface Reason {
  column: string;
  reason: string;
  count: number;
}

/** The reasons of some rows with how many each has left out, the most frequent first. */
export function reasonsOf(rows: readonly Pick<Schemas["RejectedRow"], "column" | "value" | "reason">[]): Reason[] {
  const found = new Map<string, Reason>();
  for (const { column, value, reason } of rows) {
    const usual = value === "" ? reason : reason.replace(`"${value}"`, "a value");
    const key = `${column}\n${usual}`;
    const known = found.get(key) ?? { column, reason: usual, count: 0 };
    found.set(key, { ...known, count: known.count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
