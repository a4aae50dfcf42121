import type { Schemas } from "../../api/client";
import { textOf } from "../../parts/grid/values";
import { formatCount } from "../../parts/numbers";

export type Bin = Schemas["ColumnProfile"]["histogram"][number];

/** A bar of a histogram. */
export interface Bar {
  /** Its share of the fullest bin's height; never so small that rows are not seen. */
  height: number;
  rows: number;
}

const LEAST = 0.04;

/** The bars of a histogram. */
export function shape(bins: readonly Bin[]): Bar[] {
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  return bins.map(({ rows }) => ({ rows, height: rows === 0 ? 0 : Math.max(LEAST, rows / most) }));
}

/** A histogram in a sentence, for who cannot see it. */
export function summary(bins: readonly Bin[], type: string): string {
  const fullest = bins.reduce<Bin | undefined>((most, bin) => (most && most.rows >= bin.rows ? most : bin), undefined);
  if (!fullest) return "";
  const between = `${textOf(fullest.from, type)} to ${textOf(fullest.to, type)}`;
  return `${formatCount(bins.length, "bin")}; the fullest, ${between}, holds ${formatCount(fullest.rows, "row")}.`;
}
