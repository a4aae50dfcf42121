import { expect, it } from "vitest";
import { csvName, panelCsv } from "./panelCsv";

it("writes the points of a chart with every digit, and what is beyond them", () => {
  const panel = { kind: "bar", title: "Top", group_by: "merchant", agg: "sum", value: "amount" };
  const values = { points: [{ key: 'A "B", C', value: "12.30" }, { key: null, value: 1 }], other: { groups: 3, value: "0.10" } };
  expect(panelCsv(panel, values)).toBe('merchant,sum of amount\r\n"A ""B"", C",12.30\r\n,1\r\n3 others,0.10\r\n');
});

it("writes flows by the names of their ends", () => {
  const panel = { kind: "sankey", title: "Flow" };
  const values = { nodes: [{ value: "a", label: "a" }, { value: "b", label: "b" }], links: [{ flow: 0, from: 0, to: 1, value: 2 }] };
  expect(panelCsv(panel, values)).toBe("from,to,value\r\na,b,2\r\n");
});

it("does not pass off the first page of a table as all of it", () => {
  const panel = { kind: "table", title: "Rows" };
  const page = { columns: [{ name: "a", type: "string" }], rows: [["x"]], total: 2 } as never;
  expect(panelCsv(panel, page)).toBeUndefined();
});

it("names a file after its panel, whatever that is called", () => {
  expect(csvName("Spending by Category (€)")).toBe("spending-by-category.csv");
  expect(csvName("../<b>")).toBe("b.csv");
  expect(csvName("→")).toBe("panel.csv");
});
