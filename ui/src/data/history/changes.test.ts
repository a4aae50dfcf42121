import { expect, it } from "vitest";
import { changesBetween, countChanges } from "./changes";
import { expressionText } from "./expressionText";

const col = (name: string) => ({ kind: "col", name });
const mapping = (...columns: unknown[]) => ({ mappings: [{ id: "clean", name: "Clean", columns }] });

it("says nothing about two documents that are the same", () => {
  expect(changesBetween(mapping(), mapping())).toEqual([]);
});

it("tells of a column that was taken out of the middle, and not of those behind it", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => ({ name, expr: col(name) }));
  expect(changesBetween(mapping(a, b, c), mapping(a, c))).toEqual([
    { title: 'Mapping "Clean"', changes: [{ place: 'column "b"', kind: "removed", before: "b" }] },
  ]);
});

it("shows a changed expression as people type it", () => {
  const before = mapping({ name: "x", expr: col("x") });
  const after = mapping({ name: "x", expr: { kind: "upper", input: col("x") } });
  expect(changesBetween(before, after)[0]?.changes).toEqual([
    { place: 'column "x", Expression', kind: "changed", before: "x", after: "upper(x)" },
  ]);
});

it("tells of columns that only changed their order", () => {
  const [a, b] = ["a", "b"].map((name) => ({ name, type: "string" }));
  const table = (...schema: unknown[]) => ({ analytic_tables: [{ id: "t", name: "T", schema }] });
  expect(changesBetween(table(a, b), table(b, a))[0]?.changes).toEqual([
    { place: "order of columns", kind: "changed", before: "a, b", after: "b, a" },
  ]);
});

it("sees which row of a lookup got another pattern", () => {
  const lookup = (...patterns: string[]) => ({
    lookup_mappings: [{ id: "l", rows: [{ input_patterns: ["Y"], output: "Two" }, { input_patterns: patterns, output: "One" }] }],
  });
  expect(changesBetween(lookup("A"), lookup("A", "B"))).toEqual([
    { title: 'Lookup "l"', changes: [{ place: "row", kind: "changed", before: "A → One", after: "A, B → One" }] },
  ]);
});

it("tells of settings, of parts that came, and of moved parts as one change", () => {
  const groups = changesBetween(
    { publish_guards: { max_shrink_share: 0.5 }, layout: { a: { x: 0 }, b: { x: 1 } } },
    { source_containers: [{ id: "s", path_prefix: "raw/s/" }], publish_guards: { max_shrink_share: 0.1 }, layout: { a: { x: 2 }, b: { x: 3 } } },
  );
  expect(groups.map(({ title }) => title)).toEqual(['Source "s"', "Pipeline", "Graph"]);
  expect(groups[0]?.changes[0]).toMatchObject({ kind: "added", after: "Folder: raw/s/" });
  expect(groups[2]?.changes[0]?.after).toBe("Moved: a, b");
  expect(countChanges(groups)).toBe(3);
});

it("bears documents that are no pipelines", () => {
  expect(changesBetween(null, [1])).toEqual([]);
  expect(changesBetween("x", { mappings: 3, odd: [null] })[0]?.title).toBe("Pipeline");
});

it("writes expressions with no more parentheses than they need", () => {
  const sum = { kind: "add", left: col("a"), right: { kind: "num", value: 1 } };
  expect(expressionText({ kind: "mul", left: sum, right: col("Net Amount") })).toBe('(a + 1) * col("Net Amount")');
  expect(expressionText({ kind: "sub", left: sum, right: sum })).toBe("a + 1 - (a + 1)");
  expect(expressionText({ kind: "cast", input: col("a"), to: "int64", on_error: "null" })).toBe('cast(a, int64, "null")');
  expect(expressionText({ kind: "parse_number", input: col("x"), thousands: "." })).toBe('parse_number(x, null, ".")');
  expect(expressionText({ kind: "concat", sep: " ", args: [col("a"), { kind: "str", value: 'say "hi"' }] })).toBe(
    'concat(" ", a, "say \\"hi\\"")',
  );
  expect(expressionText({ kind: "lookup_ref", lookup_id: "a.b", input: col("x") })).toBe('lookup_ref("a.b", x)');
  expect(expressionText({ kind: "unheard_of", x: 1 })).toBe('{"kind":"unheard_of","x":1}');
});
