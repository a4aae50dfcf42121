import { expect, it } from "vitest";
import { gridOf, placeOf } from "./placement";

it("takes twelve columns where a dashboard does not say", () => {
  expect(gridOf(undefined)).toEqual({ gridTemplateColumns: "repeat(12, minmax(0, 1fr))", gap: "16px" });
  expect(gridOf({ columns: 3, gap: "8px" })).toEqual({ gridTemplateColumns: "repeat(3, minmax(0, 1fr))", gap: "8px" });
});

it("puts a panel where it says, and a wide kind over the whole width where it does not", () => {
  expect(placeOf({ kind: "bar", title: "", grid: { gridColumn: "span 8", aspect: "video" } })).toEqual({
    gridColumn: "span 8",
    aspectRatio: "16 / 9",
    width: "100%",
  });
  expect(placeOf({ kind: "table", title: "" })).toEqual({ gridColumn: "1 / -1" });
  expect(placeOf({ kind: "line", title: "" })).toEqual({ gridColumn: "span 4" });
});
