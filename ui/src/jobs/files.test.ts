import { expect, it } from "vitest";
import { filesLike } from "./files";
import { reasonsOf } from "./reasons";

const file = (name: string, more: object = {}) => ({
  mapping: "clean", file: name, status: "read" as const, rows_read: 1, rows_written: 1, rows_rejected: 0, rows_deduped: 0, ...more,
});

it("finds files by name, whatever the case, and puts those with trouble first", () => {
  const files = [file("raw/A.csv"), file("raw/b.csv", { rows_rejected: 2 }), file("raw/c.csv", { status: "failed", error: "no header" })];
  expect(filesLike(files, "").map((found) => found.file)).toEqual(["raw/c.csv", "raw/b.csv", "raw/A.csv"]);
  expect(filesLike(files, " a.CSV ").map((found) => found.file)).toEqual(["raw/A.csv"]);
  expect(filesLike(files, "header").map((found) => found.file)).toEqual(["raw/c.csv"]);
});

it("counts rows by reason, whatever their values", () => {
  const row = (value: string) => ({ column: "amount", value, reason: `"${value}" is not a number` });
  expect(reasonsOf([row("x"), row("y"), { column: "date", value: "", reason: "is empty" }])).toEqual([
    { column: "amount", reason: "a value is not a number", count: 2 },
    { column: "date", reason: "is empty", count: 1 },
  ]);
});
