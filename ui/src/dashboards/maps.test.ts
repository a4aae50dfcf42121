import { expect, it } from "vitest";
import { marksByCountry, placesOf, spanOf, stepOf, stepsOf } from "./maps";

it("shades in five steps up to the largest value", () => {
  const span = { least: 0, most: 100 };
  expect([1, 20, 21, 50, 99, 100].map((value) => stepOf(value, span))).toEqual([0, 0, 1, 2, 4, 4]);
  expect(stepOf(0, { least: 0, most: 0 })).toBe(0);
});

it("finds countries by their numeric codes, whichever way these are written", () => {
  const values = { points: [{ key: "DE", value: 3, name: "Germany", numeric: "276" }] };
  const world = { countries: [{ id: "250" }, { id: "276" }] } as never;
  const marks = [{ key: "DE", label: "Germany", value: 3 }];
  expect(marksByCountry(marks, values, world)).toEqual([undefined, marks[0]]);
});

it("calls places after where they are", () => {
  expect(placesOf({ places: [{ lat: 52.5, lon: "13.4", value: "7" }] })).toEqual([{ label: "52.5, 13.4", value: 7 }]);
});

it("begins its steps at the smallest value where that is less than nothing", () => {
  const span = spanOf([{ label: "cold", value: -20 }, { label: "warm", value: 30 }, { label: "unknown", value: null }]);
  expect(span).toEqual({ least: -20, most: 30 });
  expect([-20, -10, -9, 30].map((value) => stepOf(value, span))).toEqual([0, 0, 1, 4]);
  expect(stepsOf(span).map(({ to }) => to)).toEqual([-10, 0, 10, 20, 30]);
});
