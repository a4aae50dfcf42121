/** The versions that are compared, as the address holds them. */
export interface Selection {
  version?: number | undefined;
  other?: number | undefined;
}

/** The versions to compare, older first; nothing while there is only one. One that is chosen alone stands against the newest. */
export function compared({ version, other }: Selection, newest: number): { from: number; to: number } | undefined {
  const [a = newest, b = newest] = [version, other];
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  if (from < to) return { from, to };
  return from > 1 ? { from: from - 1, to: from } : undefined;
}

/** The versions whose boxes are ticked. */
export function ticked({ version, other }: Selection): number[] {
  return [version, other].filter((each) => each !== undefined);
}

/** The choice after the box of `number` was clicked; of three, the one that was chosen first is let go. */
export function toggled(selection: Selection, number: number): Selection {
  const chosen = ticked(selection);
  const next = chosen.includes(number) ? chosen.filter((each) => each !== number) : [...chosen, number].slice(-2);
  return { version: next[0], other: next[1] };
}
