import { expect, it } from "vitest";
import { partsOf } from "./config";

it("tells what a pipeline is made of", () => {
  const parts = partsOf({
    source_containers: [{ id: "raw", name: "Bank", schema: [{ name: "a" }, { name: "b" }] }],
    mappings: [{ id: "m", source_container_id: "raw", analytic_table_id: "t", columns: [{ name: "a" }] }],
    lookup_mappings: [
      { id: "l", name: "Categories", rows: [{ input_patterns: ["x", "y"] }], children: [{ id: "c", rows: [{ input_patterns: ["z"] }] }] },
    ],
  });
  expect(parts.sources).toEqual([{ id: "raw", name: "Bank", columns: 2 }]);
  expect(parts.mappings).toEqual([{ id: "m", name: "m", columns: 1, source: "raw", table: "t" }]);
  expect(parts.lookups).toEqual([{ id: "l", name: "Categories", patterns: 3 }]);
});

it.each([null, 7, "text", [], { source_containers: "none", mappings: [null, 3], lookup_mappings: [{}] }])(
  "survives a document that is no pipeline: %j",
  (document) => {
    expect(partsOf(document).sources).toEqual([]);
  },
);
