import { formatCount, formatNumber } from "../parts/numbers";

/** Where the rows that a run or a file brought have gone. */
export interface RowAccount {
  read: number;
  written: number;
  rejected: number;
  deduped: number;
}

/** A part of what was read, for a picture of it. */
export interface AccountPart {
  key: "written" | "rejected" | "deduped";
  label: string;
  count: number;
  /** Between 0 and 1; of all that was read. */
  share: number;
}

interface Counted {
  rows_read?: number;
  rows_written?: number;
  rows_rejected?: number;
  rows_deduped?: number;
}

/** The account of a run or a file; nothing before it has one. */
export function accountOf(counted: Counted): RowAccount | undefined {
  if (counted.rows_read === undefined) return undefined;
  return {
    read: counted.rows_read,
    written: counted.rows_written ?? 0,
    rejected: counted.rows_rejected ?? 0,
    deduped: counted.rows_deduped ?? 0,
  };
}

/** The account in its parts, the written rows first. */
export function shares({ read, written, rejected, deduped }: RowAccount): AccountPart[] {
  const share = (count: number) => (read === 0 ? 0 : count / read);
  return [
    { key: "written", label: "written", count: written, share: share(written) },
    { key: "rejected", label: "left out", count: rejected, share: share(rejected) },
    { key: "deduped", label: "duplicates", count: deduped, share: share(deduped) },
  ];
}

/** Rows that were read and are in no part; nothing but a fault of ours makes it other than 0. */
export function unaccounted({ read, written, rejected, deduped }: RowAccount): number {
  return read - written - rejected - deduped;
}

/** `2,271 rows read: 2,269 written, 2 left out`. */
export function describe(account: RowAccount): string {
  const parts = shares(account)
    .filter((part) => part.key === "written" || part.count > 0)
    .map((part) => `${formatNumber(part.count)} ${part.count === 1 && part.key === "deduped" ? "duplicate" : part.label}`);
  return `${formatCount(account.read, "row")} read: ${parts.join(", ")}`;
}

/** Says whether every row has a place. */
export function verdict(account: RowAccount): string {
  const missing = unaccounted(account);
  if (account.read === 0 && missing === 0) return "No rows were read.";
  if (missing === 0) return "Nothing is missing: every row that was read is in one of these.";
  return `${formatCount(Math.abs(missing), "row")} cannot be accounted for. Please report this as a fault of Karet.`;
}
