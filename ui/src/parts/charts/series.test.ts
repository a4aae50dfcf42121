import { expect, it } from "vitest";
import { MOST_SERIES, OTHER, foldSeries, foldSlices } from "./series";
import { summarize } from "./summary";

it("keeps the largest series in their order and adds up the others, so that there are eight", () => {
  const series = [1, 90, 2, 80, 70, 60, 50, 40, 30, 20].map((value, at) => ({ name: `s${at}`, values: [value, null] }));
  const folded = foldSeries({ labels: ["a", "b"], series });
  expect(folded.series).toHaveLength(MOST_SERIES);
  expect(folded.series[0]?.name).toBe("s1");
  expect(folded.series.at(-1)).toEqual({ name: OTHER, values: [23, null] });
});

it("leaves series alone that all have colours", () => {
  const data = { labels: ["a"], series: [{ name: "s", values: [1] }] };
  expect(foldSeries(data)).toBe(data);
});

it("makes slices only of what is above nothing", () => {
  const folded = foldSlices({ labels: ["a", "b", "c"], series: [{ name: "s", values: [3, -1, null] }] });
  expect(folded).toEqual({ labels: ["a"], series: [{ name: "s", values: [3] }] });
});

it("says where a line begins and ends and how far its values go", () => {
  const data = { labels: ["Jan", "Feb"], series: [{ name: "amount", values: [3, 12] }] };
  expect(summarize("line", data)).toBe("Line chart with 2 labels, from Jan to Feb. amount: from 3 (Jan) to 12 (Feb).");
});

it("says that a chart without values has none", () => {
  expect(summarize("bar", { labels: [], series: [] })).toBe("Bar chart without values.");
});
