import { expect, it } from "vitest";
import { marksByCountry, placesOf, stepOf } from "./maps";

it("shades in five steps up to the largest value", () => {
  expect([1, 20, 21, 50, 99, 100].map((value) => stepOf(value, 100))).toEqual([0, 0, 1, 2, 4, 4]);
  expect(stepOf(0, 0)).toBe(0);
  expect(stepOf(-5, 100)).toBe(0);
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
