import { expect, it } from "vitest";
import { chartOf, firstChoice, withKind } from "./chartChoice";
import { type Result, asTsv, gridRows, gridType, natureOf } from "./result";

function result(columns: [string, string][], rows: (string | null)[][]): Result {
  return {
    columns: columns.map(([name, type]) => ({ name, type })),
    rows,
    cut_cells: [],
    truncated: false,
    row_count: rows.length,
    elapsed_ms: 1,
  };
}

const spending = result(
  [["month", "TIMESTAMP"], ["category", "VARCHAR"], ["spent", "DECIMAL(38,2)"]],
  [
    ["2024-02-01T00:00:00", "Fuel", "3.50"],
    ["2024-01-01T00:00:00", "Fuel", "1.25"],
    ["2024-01-01T00:00:00", "Rent", null],
    ["2024-01-01T00:00:00", "Fuel", "1"],
  ],
);

it("knows numbers and times by DuckDB's names of types", () => {
  expect(["BIGINT", "UTINYINT", "DECIMAL(12,2)", "DOUBLE"].map(natureOf)).toEqual(Array(4).fill("number"));
  expect(["DATE", "TIMESTAMP WITH TIME ZONE"].map(natureOf)).toEqual(["time", "time"]);
  expect(natureOf("INTEGER[]")).toBe("text");
});

it("copies a result as spreadsheets take it", () => {
  const odd = result([["a", "VARCHAR"], ["b", "VARCHAR"]], [["x\ty", null], ['say "hi"', "2"]]);
  expect(asTsv(odd)).toBe('a\tb\n"x\ty"\t\n"say ""hi"""\t2');
});

it("shows DuckDB's types as those of tables, and says which values are cut", () => {
  expect(["HUGEINT", "DOUBLE", "DATE", "BOOLEAN", "STRUCT(a INTEGER)"].map(gridType)).toEqual([
    "int64",
    "float64",
    "date",
    "bool",
    "string",
  ]);
  const cut = { ...result([["a", "VARCHAR"], ["b", "VARCHAR"]], [["x", "y"], [null, "z"]]), cut_cells: [[1, 1]] };
  expect(gridRows(cut)).toEqual([["x", "y"], [null, "z … (cut)"]]);
});

it("draws a line over time with a series for each category to begin with", () => {
  expect(firstChoice(spending)).toEqual({ kind: "line", x: 0, values: [2], split: 1 });
});

it("draws bars over texts, and years as labels and not as values", () => {
  expect(firstChoice(result([["name", "VARCHAR"], ["n", "BIGINT"]], [["a", "1"]]))).toMatchObject({ kind: "bar", x: 0, values: [1] });
  expect(firstChoice(result([["n", "BIGINT"], ["year", "BIGINT"]], [["1", "2024"]]))).toMatchObject({ x: 1, values: [0] });
});

it("has nothing to draw where no column has numbers", () => {
  expect(firstChoice(result([["a", "VARCHAR"]], [["x"]]))).toBeUndefined();
});

it("puts times in order, adds up rows of one label and says so", () => {
  const chart = chartOf(spending, { kind: "line", x: 0, values: [2], split: 1 });
  expect(chart.data).toEqual({ labels: ["2024-01-01", "2024-02-01"], series: [{ name: "Fuel", values: [2.25, 3.5] }] });
  expect(chart.notes).toEqual(["Rows with the same label are added up."]);
});

it("keeps columns of one name apart", () => {
  const twice = result([["a", "VARCHAR"], ["n", "BIGINT"], ["n", "BIGINT"]], [["x", "1", "2"]]);
  expect(chartOf(twice, { kind: "bar", x: 0, values: [1, 2], split: null }).data.series).toEqual([
    { name: "n", values: [1] },
    { name: "n", values: [2] },
  ]);
});

it("cuts a doughnut by what made the series, and goes back to what was first", () => {
  const first = { kind: "line", x: 0, values: [2], split: 1 } as const;
  const choice = { ...first, values: [2] };
  const round = withKind(choice, "doughnut", choice);
  expect(round).toMatchObject({ kind: "doughnut", x: 1, split: null });
  expect(withKind(round, "bar", choice)).toEqual({ ...choice, kind: "bar" });
});
