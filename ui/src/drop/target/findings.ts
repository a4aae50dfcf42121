import { formatCount, formatNumber } from "../../parts/numbers";
import type { DropComparison, Finding } from "../drops";

/** What was compared of one file. */
export interface Compared {
  file: string;
  comparison: DropComparison;
}

/** What adding several files to a source comes to. */
export interface Verdict {
  rows: number;
  rejected: number;
  fits: boolean;
  loses: boolean;
  /** Whether files of the same names go. */
  replaces: boolean;
  doubles: boolean;
}

/** What adding comes to, all files together. */
export function verdictOf(compared: readonly Compared[]): Verdict {
  const has = (kind: Finding["kind"]) => compared.some(({ comparison }) => comparison.findings.some((finding) => finding.kind === kind));
  const sum = (count: "rows" | "rejected") => compared.reduce((total, { comparison }) => total + comparison[count], 0);
  return {
    rows: sum("rows"),
    rejected: sum("rejected"),
    fits: compared.every(({ comparison }) => comparison.fits),
    loses: compared.some(({ comparison }) => comparison.loses),
    replaces: has("same_name"),
    doubles: has("same_content"),
  };
}

/** What the button that adds says. */
export function addWords({ rows, rejected, replaces, doubles }: Verdict): string {
  const kept = formatCount(rows - rejected, "row");
  if (doubles) return `Add ${kept} a second time`;
  return replaces ? `Replace with ${kept}` : `Add ${kept}`;
}

/** What a person must know and say before rows are lost. */
export function acceptWords({ rows, rejected }: Verdict): string {
  if (rejected >= rows) return "Nothing of it would arrive.";
  return `Add it all the same: ${formatNumber(rejected)} of ${formatCount(rows, "row")} will be left out, and listed after the run.`;
}

const ORDER = { error: 0, warning: 1, info: 2 };

/** Every finding with its file, the gravest first. */
export function sortedFindings(compared: readonly Compared[]): { file: string; finding: Finding }[] {
  return compared
    .flatMap(({ file, comparison }) => comparison.findings.map((finding) => ({ file, finding })))
    .sort((a, b) => ORDER[a.finding.severity] - ORDER[b.finding.severity]);
}
