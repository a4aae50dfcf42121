import { expect, it } from "vitest";
import { jobSearch, jobsSearch } from "./search";

it("takes what an address says of the list, and leaves out what no list can show", () => {
  expect(jobsSearch({ status: "failed", trigger: "webhook" })).toEqual({ status: "failed", trigger: "webhook" });
  expect(jobsSearch({ status: "broken", trigger: 7 })).toEqual({});
  expect(jobSearch({ tab: "rejects", file: "raw/a.csv" })).toEqual({ tab: "rejects", file: "raw/a.csv" });
  expect(jobSearch({ tab: "nothing" })).toEqual({});
});
