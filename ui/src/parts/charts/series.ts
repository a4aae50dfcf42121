/** What a chart shows: a value of each series at each label; null where there is none. */
export interface ChartData {
  labels: string[];
  series: Series[];
}

/** One line, one colour of bars, or the one ring of a doughnut. */
export interface Series {
  name: string;
  values: (number | null)[];
}

/** How many series or slices there are at most, the one for all others among them. */
export const MOST_SERIES = 8;

/** What stands for all that has no colour of its own; not "Other", which is often a category of the data. */
export const OTHER = "All others";

const total = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** The largest of `items` in their own order, and the rest. */
function largest<Item>(items: Item[], size: (item: Item) => number): [Item[], Item[]] {
  if (items.length <= MOST_SERIES) return [items, []];
  const kept = new Set([...items].sort((a, b) => size(b) - size(a)).slice(0, MOST_SERIES - 1));
  return [items.filter((item) => kept.has(item)), items.filter((item) => !kept.has(item))];
}

/** `data` with its largest series, and one more for the sum of the others where there are more than have colours. */
export function foldSeries(data: ChartData): ChartData {
  const [kept, rest] = largest(data.series, ({ values }) => Math.abs(total(values)));
  if (rest.length === 0) return data;
  const values = data.labels.map((_, at) => {
    const there = rest.map((series) => series.values[at] ?? null).filter((value) => value !== null);
    return there.length === 0 ? null : total(there);
  });
  return { labels: data.labels, series: [...kept, { name: OTHER, values }] };
}

/** The first series of `data` as slices: what is above nothing, the largest apart and the others as one. */
export function foldSlices(data: ChartData): ChartData {
  const [first] = data.series;
  if (!first) return data;
  const slices = data.labels
    .map((label, at) => ({ label, value: first.values[at] ?? 0 }))
    .filter(({ value }) => value > 0);
  const [kept, rest] = largest(slices, ({ value }) => value);
  const told = rest.length === 0 ? kept : [...kept, { label: OTHER, value: total(rest.map(({ value }) => value)) }];
  return {
    labels: told.map(({ label }) => label),
    series: [{ name: first.name, values: told.map(({ value }) => value) }],
  };
}
