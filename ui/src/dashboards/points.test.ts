import { expect, it } from "vitest";
import { formatNumber } from "../parts/numbers";
import { inWords, marksOf } from "./points";

const doughnut = { kind: "doughnut", title: "By category", group_by: "category" };

it("draws the seven largest slices, and everything else as one", () => {
  const points = Array.from({ length: 11 }, (_, i) => ({ key: `c${i}`, value: 20 - i }));
  const marks = marksOf(doughnut, { points, other: { groups: 3, value: "2.5" } });
  expect(marks).toHaveLength(8);
  expect(marks.at(-1)).toEqual({ label: "All others", value: 13 + 12 + 11 + 10 + 2.5 });
});

it("draws no slice for what is nothing or less", () => {
  const points = [
    { key: "a", value: "3.5" },
    { key: "b", value: -1 },
    { key: null, value: 2 },
    { key: "d", value: null },
  ];
  expect(marksOf(doughnut, { points }).map((mark) => mark.label)).toEqual(["a", "(empty)"]);
});

it("names bins, keeps gaps, and adds what lies beyond a bar chart's limit", () => {
  const line = { kind: "line", title: "Trend", x: "date", x_bin: "month" };
  expect(marksOf(line, { points: [{ key: "2024-01-01", value: null }] })).toEqual([{ key: "2024-01-01", label: "Jan 2024", value: null }]);
  const bar = { kind: "bar", title: "Top", group_by: "merchant", limit: 1 };
  expect(marksOf(bar, { points: [{ key: "a", value: 9 }], other: { groups: 4, value: 5 } }).at(-1)).toEqual({ label: "All others", value: 5 });
});

it("says what a chart shows", () => {
  const marks = marksOf(doughnut, { points: [{ key: "a", value: 9 }, { key: "b", value: 1 }] });
  expect(inWords(doughnut, marks, formatNumber)).toBe("By category, by category: 2 values. Largest: a, 9. Smallest: b, 1.");
  expect(inWords(doughnut, [], formatNumber)).toBe("By category: no values.");
});
