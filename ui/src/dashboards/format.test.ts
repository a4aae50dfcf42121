import { expect, it } from "vitest";
import { asLabel, asNumber, binLabel, numberFormat } from "./format";

it("reads exact decimals, and takes no other text for a number", () => {
  expect(asNumber("12.30")).toBe(12.3);
  expect(asNumber("-4")).toBe(-4);
  expect(asNumber("")).toBeNull();
  expect(asNumber("twelve")).toBeNull();
  expect(asNumber("1e999")).toBeNull();
  expect(asNumber(null)).toBeNull();
});

it("writes money in its currency, and survives one that is none", () => {
  expect(numberFormat({ kind: "kpi", title: "", format: "currency", currency: "CAD" })(1234.5)).toContain("1,234.50");
  expect(numberFormat({ kind: "kpi", title: "", format: "currency", currency: "??" })(5)).toBe("5 ??");
  expect(numberFormat({ kind: "kpi", title: "", format: "raw" })(1234.5)).toBe("1234.5");
  expect(numberFormat({ kind: "kpi", title: "" })(1234.5678)).toBe("1,234.57");
});

it("names bins by their first day", () => {
  expect(binLabel("2024-05-01", "month")).toBe("May 2024");
  expect(binLabel("2024-01-01", "year")).toBe("2024");
  expect(binLabel("2024-04-29", "week")).toContain("week of");
  expect(binLabel(null, "month")).toBe("(empty)");
  expect(binLabel("soon", "month")).toBe("soon");
});

it("calls no value empty, and leaves every other text alone", () => {
  expect(asLabel(null)).toBe("(empty)");
  expect(asLabel("<b>x</b>")).toBe("<b>x</b>");
  expect(asLabel(false)).toBe("false");
});
