import { beforeEach, expect, it } from "vitest";
import type { Failure } from "../../api/failure";
import { catalogOf, firstStatement, identifier, searchCatalog, tablesIn } from "./catalog";
import { offers } from "./completion";
import { statementToRun } from "./editing";
import { faultIn } from "./fault";
import { freshId } from "./identifiers";
import { MOST_RAN, keepDraft, keepRan, readDraft, readRan, withRan } from "./kept";
import { faultOfName } from "./queryName";

const tables = [
  { id: "sales", name: "Sales", rows: 3, columns: [{ name: "Net Amount", type: "float64" }, { name: "day", type: "date" }] },
  { id: "odd-name", name: "Odd", rows: 0, columns: [{ name: "day", type: "timestamp" }] },
];
const failure = (details: Failure["details"]): Failure => ({ code: "sql_refused", message: "Bad.", details, requestId: undefined });

beforeEach(() => localStorage.clear());

it("offers only what is published", () => {
  const column = { type: "string", nullable: true, partition: false };
  const list = {
    tables: [
      { id: "a", name: "A", configured: true, state: "published" as const, columns: [{ ...column, name: "x", published: true }, { ...column, name: "y", published: false }] },
      { id: "b", name: "B", configured: true, state: "unpublished" as const, columns: [] },
    ],
  };
  expect(catalogOf(list)).toEqual([{ id: "a", name: "A", rows: undefined, columns: [{ name: "x", type: "string" }] }]);
});

it("puts names in quotes that need them", () => {
  expect(["sales", "order", "Net Amount", 'a"b'].map(identifier)).toEqual(["sales", '"order"', '"Net Amount"', '"a""b"']);
});

it("begins with the first rows of the first table", () => {
  expect(firstStatement(tables)).toBe("SELECT *\nFROM sales\nLIMIT 100");
  expect(firstStatement([])).toBe("");
});

it("sees which tables a statement is about", () => {
  expect(tablesIn('select * from "odd-name"', tables).map(({ id }) => id)).toEqual(["odd-name"]);
  expect(tablesIn("select", tables)).toHaveLength(2);
});

it("offers columns of the tables in sight, written so that they can be run", () => {
  const offered = offers("SELECT FROM sales", tables);
  expect(offered.find(({ label }) => label === "Net Amount")).toMatchObject({ apply: '"Net Amount"', detail: "sales float64" });
  expect(offers("SELECT", tables).find(({ label }) => label === "day")?.detail).toBe("sales date; odd-name timestamp");
});

it("finds tables and columns by part of their names", () => {
  expect(searchCatalog(tables, "NET")).toEqual([{ ...tables[0], columns: [tables[0]?.columns[0]] }]);
  expect(searchCatalog(tables, "odd")).toEqual([tables[1]]);
});

it("runs what is selected, or else everything, and nothing when it is blank", () => {
  expect(statementToRun("SELECT 1; SELECT 2", { from: 10, to: 18 })).toEqual({ text: "SELECT 2", begin: 10 });
  expect(statementToRun("SELECT 1", { from: 3, to: 3 })).toEqual({ text: "SELECT 1", begin: 0 });
  expect(statementToRun("  \n", { from: 0, to: 0 })).toBeUndefined();
});

it("marks the whole word at the place of a fault, and its hint", () => {
  const text = "SELECT 1;\nSELECT amout FROM t";
  expect(faultIn(text, 10, failure({ offset: 7, hint: 'Did you mean "amount"?' }))).toEqual({
    from: 17,
    to: 22,
    message: 'Bad. Did you mean "amount"?',
  });
  expect(faultIn("SELECT", 0, failure({ offset: 6 }))).toMatchObject({ from: 5, to: 6 });
  expect(faultIn("SELECT", 0, failure({}))).toBeUndefined();
});

it("makes identifiers that the service takes, without TLS too", () => {
  expect(freshId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("keeps the newest hundred statements, and one that was run again once", () => {
  const at = "2024-01-01T00:00:00Z";
  const many = Array.from({ length: MOST_RAN }, (_, i) => ({ statement: String(i), at }));
  expect(withRan(many, { statement: "new", at })).toHaveLength(MOST_RAN);
  expect(withRan(many, { statement: "0", at, rows: 1 }).slice(0, 2)).toEqual([{ statement: "0", at, rows: 1 }, many[1]]);
});

it("bears a history that something else spoiled", () => {
  localStorage.setItem("karet.sql.ran.p", '[{"statement":1}]');
  expect(readRan("p")).toEqual([]);
  localStorage.setItem("karet.sql.ran.p", "{");
  expect(readRan("p")).toEqual([]);
  keepRan("p", [{ statement: "SELECT 1", at: "2024-01-01T00:00:00Z" }]);
  expect(readRan("p")).toHaveLength(1);
});

it("keeps a draft for each query until it is given up", () => {
  keepDraft("p", "", "SELECT 1");
  keepDraft("p", "q", "SELECT 2");
  keepDraft("p", "", null);
  expect([readDraft("p", ""), readDraft("p", "q")]).toEqual([null, "SELECT 2"]);
});

it("says what is wrong with the name of a query", () => {
  expect(faultOfName("Ausgaben (März)")).toBeUndefined();
  expect(faultOfName("")).toBe("Give it a name.");
  expect(faultOfName("a/b")).toContain("begins with a letter");
  expect(faultOfName("a".repeat(101))).toContain("100 characters");
});
