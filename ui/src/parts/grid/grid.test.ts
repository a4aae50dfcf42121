import { expect, it } from "vitest";
import { moved } from "./moves";
import { allowedWidth, firstWidth, natureOf, textOf } from "./values";

const extent = { rows: 100, columns: 5, page: 10 };

it("moves by a cell, to an edge and by a page, and never out of the grid", () => {
  expect(moved({ row: 3, column: 2 }, "ArrowLeft", false, extent)).toEqual({ row: 3, column: 1 });
  expect(moved({ row: 3, column: 0 }, "ArrowLeft", false, extent)).toEqual({ row: 3, column: 0 });
  expect(moved({ row: 3, column: 2 }, "End", true, extent)).toEqual({ row: 99, column: 4 });
  expect(moved({ row: 95, column: 2 }, "PageDown", false, extent)).toEqual({ row: 99, column: 2 });
});

it("goes up into the heads from the first row, and no further", () => {
  expect(moved({ row: 0, column: 2 }, "ArrowUp", false, extent)).toEqual({ row: -1, column: 2 });
  expect(moved({ row: -1, column: 2 }, "ArrowUp", false, extent)).toEqual({ row: -1, column: 2 });
});

it("leaves other keys to others", () => {
  expect(moved({ row: 0, column: 0 }, "a", false, extent)).toBeUndefined();
});

it("shows values with every digit, and null apart from text", () => {
  expect(textOf("12.30", "decimal(10,2)")).toBe("12.30");
  expect(textOf("2024-05-01T12:00:00.25", "timestamp")).toBe("2024-05-01 12:00:00.25");
  expect(textOf(null, "string")).toBe("null");
  expect(textOf("", "string")).toBe("");
});

it("knows what kind a type is", () => {
  expect(["int64", "decimal(10,2)", "date", "bool", "string"].map(natureOf)).toEqual(["number", "number", "time", "truth", "text"]);
});

it("gives a column room for its name and values, within bounds", () => {
  expect(firstWidth({ name: "a", type: "string" }, ["x".repeat(500)])).toBe(340);
  expect(firstWidth({ name: "amount", type: "int64" }, [1])).toBeGreaterThan(100);
  expect(allowedWidth(3)).toBe(72);
});
