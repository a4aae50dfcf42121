import { expect, it } from "vitest";
import { canonicalSlug, freeSlug, slugFault } from "./slug";

it("writes a name as the service will", () => {
  expect(canonicalSlug("  Bank Export 2024 ")).toBe("bank-export-2024");
  expect(canonicalSlug("Äpfel & Birnen")).toBe("pfel---birnen");
  expect(canonicalSlug("a😀b")).toBe("a-b");
});

it("says why a name is none", () => {
  expect(slugFault("!!!", new Set())).toBe("A name needs a letter or a digit.");
  expect(slugFault("x".repeat(64), new Set())).toContain("at most 63");
  expect(slugFault("Bank", new Set(["bank"]))).toBe('There is a pipeline "bank" already.');
  expect(slugFault("Bank", new Set())).toBeUndefined();
});

it("finds a name that is free", () => {
  expect(freeSlug("bank.csv", new Set(["bank-csv", "bank-csv-2"]))).toBe("bank-csv-3");
  expect(freeSlug("***", new Set())).toBe("pipeline");
});
