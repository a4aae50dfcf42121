import { expect, it } from "vitest";
import { describe as inWords, operatorsOf, readFilter, valueFault, withValue, written } from "./filters";
import { shape } from "./histogram";
import { cycled, directionOf, rankOf } from "./sorts";

it("reads a filter back as it was written, colons in its value and all", () => {
  for (const text of ["time:eq:2024-05-01T12:00:00", "a:is_null", 'kind:in:["a","b:c"]', "name:eq:"]) {
    const filter = readFilter(text);
    expect(filter && written(filter)).toBe(text);
  }
  expect(readFilter("a:unknown:1")).toBeUndefined();
});

it("says a filter in words that fit the column's type", () => {
  expect(inWords({ column: "day", operator: "ge", value: "2024-05-01" }, "date")).toBe("is from 2024-05-01");
  expect(inWords({ column: "n", operator: "ge", value: "5" }, "int64")).toBe("is at least 5");
  expect(inWords({ column: "s", operator: "eq", value: "" }, "string")).toBe("is empty text");
  expect(inWords({ column: "s", operator: "in", value: '["a","b"]' }, "string")).toBe("is one of a, b");
});

it("gathers values of one column into one filter, and lets them go again", () => {
  const one = withValue([], "kind", "food");
  expect(one).toEqual(["kind:eq:food"]);
  const two = withValue(one, "kind", "rent");
  expect(two).toEqual(['kind:in:["food","rent"]']);
  expect(withValue(withValue(two, "kind", "food"), "kind", "rent")).toEqual([]);
});

it("leaves the filters of other columns as they are", () => {
  expect(withValue(["a:ge:1", "kind:eq:food"], "kind", "food")).toEqual(["a:ge:1"]);
});

it("offers only what a type can be asked", () => {
  expect(operatorsOf("string").map(({ value }) => value)).toContain("contains");
  expect(operatorsOf("decimal(10,2)").map(({ value }) => value)).not.toContain("contains");
  expect(operatorsOf("bool").map(({ value }) => value)).toEqual(["eq", "is_null", "is_not_null"]);
});

it("tells what is wrong with a value before the service is asked", () => {
  expect(valueFault("ge", "twelve", "int64")).toContain("number");
  expect(valueFault("ge", "-12.5", "float64")).toBeUndefined();
  expect(valueFault("ge", "1.5.2024", "date")).toContain("2024-05-31");
  expect(valueFault("is_null", "", "date")).toBeUndefined();
  expect(valueFault("eq", "", "string")).toBeUndefined();
});

it("cycles a column through rising, falling and none, alone or beside others", () => {
  expect(cycled([], "a", false)).toEqual(["a:asc"]);
  expect(cycled(["a:asc"], "a", false)).toEqual(["a:desc"]);
  expect(cycled(["a:desc"], "a", false)).toEqual([]);
  expect(cycled(["a:asc"], "b", true)).toEqual(["a:asc", "b:asc"]);
  expect(cycled(["a:asc", "b:asc"], "a", true)).toEqual(["a:desc", "b:asc"]);
  expect(cycled(["a:asc", "b:asc"], "c", false)).toEqual(["c:asc"]);
  expect(directionOf(["a:desc"], "a")).toBe("desc");
  expect(rankOf(["a:desc", "b:asc"], "b")).toBe(2);
});

it("draws a bar for every bin that holds a row, however few beside the fullest", () => {
  const bars = shape([
    { from: 0, to: 1, rows: 10_000 },
    { from: 1, to: 2, rows: 1 },
    { from: 2, to: 3, rows: 0 },
  ]);
  expect(bars.map(({ height }) => height)).toEqual([1, 0.04, 0]);
});
