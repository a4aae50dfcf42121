import { expect, it } from "vitest";
import { CategoryColours } from "./categoryColours";

it("keeps the colour of a category when others are filtered away", () => {
  const colours = new CategoryColours();
  const first = ["FOOD", "RENT", "FUN"].map((category) => colours.placeOf("category", category));
  expect(first).toEqual([0, 1, 2]);
  expect(["FUN", "FOOD"].map((category) => colours.placeOf("category", category))).toEqual([2, 0]);
});

it("knows categories of other columns apart, and begins anew after seven", () => {
  const colours = new CategoryColours();
  expect(colours.placeOf("a", "x")).toBe(0);
  expect(colours.placeOf("b", "y")).toBe(0);
  const eight = Array.from({ length: 8 }, (_, i) => colours.placeOf("c", String(i)));
  expect(eight).toEqual([0, 1, 2, 3, 4, 5, 6, 0]);
});
