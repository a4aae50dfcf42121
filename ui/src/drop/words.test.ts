import { expect, it } from "vitest";
import { columnFor, detectionFor } from "./testing";
import { confidenceWords, extentWords, fitWords, lossOf, misfitConsequence, misfitValues, partWords, summaryOf, typeWords } from "./words";

it("says how sure something is in words that one can act on", () => {
  expect([1, 0.95, 0.8, 0.4].map(confidenceWords)).toEqual(["certain", "very likely", "likely", "a guess"]);
});

it("tells a look at the beginning from a check of every row", () => {
  const rows = { read: 120_000, fitting: 120_000, rejected: 0, malformed: 0 };
  expect(extentWords({ complete: true, rows })).toBe("checked all 120,000 rows");
  expect(extentWords({ complete: false, rows: { ...rows, read: 2000 } })).toBe("looked at the first 2,000 rows");
});

it("sums a file up in one sentence", () => {
  const columns = [columnFor(0, { role: "date" }), columnFor(1, { role: "amount" }), columnFor(2, { role: "category" }), columnFor(3, { skip: true })];
  expect(summaryOf(detectionFor(columns), 120_000, 1)).toBe("120,000 rows, 3 columns: dates, amounts with comma decimals and 1 category.");
  expect(summaryOf(detectionFor([columnFor(0)], { complete: false }), 9, 2)).toBe("At least 9 rows in 2 files, 1 column.");
});

it("says what becomes of values that do not fit, and which words they are", () => {
  const column = columnFor(0, {
    type: "decimal(18,2)",
    misfits: { count: 3, examples: [{ line: 812, value: "n/a" }, { line: 900, value: "n/a" }] },
  });
  expect(fitWords(column, true)).toBe("3 do not fit");
  expect(misfitConsequence(column)).toContain("3 rows are left out, because the value is no amount, 2 decimals.");
  expect(misfitValues(column)).toEqual(["n/a"]);
});

it("never says that all fit when only the beginning was looked at", () => {
  expect(fitWords(columnFor(0, { values: 120_000 }), true)).toBe("all 120,000 fit");
  expect(fitWords(columnFor(0, { values: 2000 }), false)).toBe("first 2,000 fit");
  expect(fitWords(columnFor(0, { values: 0 }), true)).toBe("all empty");
  expect(fitWords(columnFor(0, { ambiguous: true }), true)).toBe("day or month first?");
});

it("tells how many rows would be left out, and why when they are torn", () => {
  expect(lossOf(0, 100, 0)).toBeUndefined();
  expect(lossOf(1, 100, 0)).toBe("1 row (1%) would be left out.");
  expect(lossOf(5, 100, 2)).toBe("5 rows (5%) would be left out, 2 of them because they have another number of cells.");
});

it("shows how numbers are written by an example, and types by plain words", () => {
  expect(partWords("decimal", { decimal: ",", thousands: "." }, "UTF-8")).toBe("1.234,56");
  expect(partWords("delimiter", { delimiter: "\t" }, "UTF-8")).toBe("Tab");
  expect(partWords("null_values", { null_values: ["", "NA", "-"] }, "UTF-8")).toBe("NA, -");
  expect(["int64", "decimal(12,3)", "timestamp"].map(typeWords)).toEqual(["Whole number", "Amount, 3 decimals", "Date and time"]);
});
