import { expect, it } from "vitest";
import { grouped, pipelineNameOf, tableNameOf } from "./groups";
import { ranked, sourcesIn } from "./matching";
import { nextMaking } from "./plan";
import { panelsFor } from "./panels";
import { asAddress, idsIn } from "./search";
import { columnFor } from "./testing";

it("puts files of the same columns together and leaves out those that nobody has looked at", () => {
  const files = [{ n: "a", s: "1" }, { n: "b", s: "2" }, { n: "c", s: "1" }, { n: "d", s: undefined }];
  expect(grouped(files, ({ s }) => s).map(({ items }) => items.map(({ n }) => n).join())).toEqual(["a,c", "b"]);
});

it("names a table after what its files have in common", () => {
  expect(tableNameOf(["bank_may.csv"])).toBe("Bank may");
  expect(tableNameOf(["orders-2024.csv", "orders-2025.csv.gz"])).toBe("Orders");
  expect(tableNameOf(["a.csv", "b.csv"])).toBe("A");
  expect(tableNameOf(["---.csv"])).toBe("Data");
  expect(pipelineNameOf(["Kunden Österreich.csv"])).toBe("kunden--sterreich");
});

it("proposes the source that has the most columns in common", () => {
  const config = { source_containers: [{ id: "a", schema: [{ name: "x" }] }, { id: "b", name: "B", schema: [{ name: "Date" }, { name: "sum" }] }] };
  const [best] = ranked(sourcesIn("p", config), ["date", "sum"]);
  expect(best).toMatchObject({ container: "b", name: "B", score: 1 });
  expect(sourcesIn("p", undefined)).toEqual([]);
});

it("makes the pipeline with the first part, lets the others join it, and goes on where it failed", () => {
  const parts = [
    { key: "1", drops: ["d1"], name: "A", choices: {} },
    { key: "2", drops: ["d2"], name: "B", choices: {} },
  ];
  const place = { kind: "new", slug: "both" } as const;
  expect(nextMaking(parts, place, undefined)?.making).toEqual({ drops: ["d1"], name: "A", choices: {}, slug: "both" });
  expect(nextMaking(parts, place, { slug: "both", keys: ["1"] })?.making).toEqual({ drops: ["d2"], name: "B", choices: {}, pipeline: "both" });
  expect(nextMaking(parts, place, { slug: "both", keys: ["1", "2"] })).toBeUndefined();
});

it("names the panels that the first dashboard will have", () => {
  const columns = [columnFor(0, { role: "date", header: "Day" }), columnFor(1, { role: "amount", header: "Sum" }), columnFor(2, { role: "category", header: "Kind", distinct: 12 })];
  expect(panelsFor(columns)).toEqual(["number of rows", "total Sum", "trend over Day", "bars by Kind", "table of rows"]);
});

it("reads only ids out of an address", () => {
  const id = "0".repeat(32);
  expect(idsIn(`${id},../x,${id}`)).toEqual([id]);
  expect(asAddress([])).toBeUndefined();
});
