import { expect, it } from "vitest";
import { storageLines, totalBytes } from "./storage";

const amount = (bytes: number) => ({ objects: 1, bytes });
const pipeline = (slug: string, raw: number, clean: number, other: number) => ({
  slug,
  counted: true,
  raw: amount(raw),
  clean: amount(clean),
  other: amount(other),
});

it("puts the largest pipeline first and draws the others against it", () => {
  const lines = storageLines([pipeline("small", 10, 5, 5), pipeline("large", 60, 20, 0)]);

  expect(lines.map((line) => [line.slug, line.bytes, line.objects])).toEqual([
    ["large", 80, 3],
    ["small", 20, 3],
  ]);
  expect(lines.map((line) => line.parts.map((part) => part.percent))).toEqual([
    [75, 25, 0],
    [12.5, 6.25, 6.25],
  ]);
});

it("draws nothing for pipelines that hold nothing", () => {
  expect(storageLines([pipeline("empty", 0, 0, 0)])[0]?.parts.map((part) => part.percent)).toEqual([0, 0, 0]);
});

it("adds up what all pipelines take", () => {
  expect(totalBytes([pipeline("a", 1, 2, 3), pipeline("b", 4, 0, 0)])).toBe(10);
  expect(totalBytes([])).toBe(0);
});
