import { expect, it } from "vitest";
import { sortFiles } from "./files";

const file = (name: string) => new File(["x"], name);

it("takes CSV files by their names, in any case, compressed too", () => {
  const sorted = sortFiles(["a.csv", "B.CSV", "c.tsv", "d.txt", "e.csv.gz"].map(file));
  expect(sorted.data).toHaveLength(5);
  expect(sorted.refused).toEqual([]);
});

it("tells archives from data, and says what to do with a spreadsheet", () => {
  const sorted = sortFiles(["pipeline.zip", "book.xlsx", "picture.png", "e.gz"].map(file));
  expect(sorted.archives.map((each) => each.name)).toEqual(["pipeline.zip"]);
  expect(sorted.refused.map((each) => each.why)).toEqual([
    "book.xlsx is a spreadsheet. Save the sheet as CSV, then drop that.",
    "picture.png is no CSV file; its name should end in .csv, .tsv, .txt or .csv.gz.",
    "e.gz is no CSV file; its name should end in .csv, .tsv, .txt or .csv.gz.",
  ]);
});
