import { expect, it } from "vitest";
import { decided, nameFault, partitionColumn, partitionCount, readingOf, withColumn, withFormat, withNullWords } from "./choices";
import { columnFor, detectionFor } from "./testing";

it("forgets what columns were chosen to be when the file is cut into other columns", () => {
  const choices = withColumn({}, 0, { type: "int64" });
  expect(withFormat(choices, { delimiter: "|" })).toEqual({ format: { delimiter: "|" } });
  expect(withFormat(choices, { decimal: "," }).columns).toEqual([{ index: 0, type: "int64" }]);
});

it("drops a way of writing dates with the type that it belonged to", () => {
  const dated = withColumn({}, 1, { type: "date", dateFormat: "%d.%m.%Y" });
  expect(withColumn(dated, 1, { type: "string" }).columns).toEqual([{ index: 1, type: "string" }]);
  expect(withColumn(dated, 1, { name: "day" }).columns).toEqual([{ index: 1, type: "date", dateFormat: "%d.%m.%Y", name: "day" }]);
});

it("adds words that mean nothing to those that did already", () => {
  expect(withNullWords({}, detectionFor([columnFor(0)]), ["n/a", "n/a"]).format).toEqual({ null_values: ["", "n/a"] });
});

it("does not read a file again because of a name", () => {
  const choices = withColumn(withColumn({ dashboard: false }, 0, { name: "day" }), 1, { type: "date", name: "x" });
  expect(readingOf(choices)).toEqual({ columns: [{ index: 1, type: "date" }] });
  expect(decided(detectionFor([columnFor(0), columnFor(1)]), choices).columns.map(({ name }) => name)).toEqual(["day", "x"]);
});

it("divides by the first column that has a day in every row", () => {
  const columns = [columnFor(0, { type: "date", nulls: 1 }), columnFor(1, { type: "date", min: "2023-11-05", max: "2025-01-02" })];
  const column = partitionColumn(detectionFor(columns));
  expect(column?.index).toBe(1);
  expect(column && partitionCount(column, "month")).toBe(15);
  expect(column && partitionCount(column, "year")).toBe(3);
});

it("refuses a name that another column has", () => {
  const columns = [columnFor(0, { name: "day" }), columnFor(1, { name: "amount" })];
  expect(nameFault("Amount", 0, columns)).toBe('Another column is called "amount" already.');
  expect(nameFault("day", 0, columns)).toBeUndefined();
  expect(nameFault(" ", 0, columns)).toBe("A column needs a name.");
});
