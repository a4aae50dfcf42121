import { expect, it } from "vitest";
import { formatBytes, formatCount, formatShare } from "./numbers";

it("says one row in the singular and groups the digits of many", () => {
  expect(formatCount(1, "row")).toBe("1 row");
  expect(formatCount(0, "row")).toBe("0 rows");
  expect(formatCount(2271, "row")).toBe("2,271 rows");
});

it("writes bytes in the unit that fits", () => {
  expect(formatBytes(999)).toBe("999 bytes");
  expect(formatBytes(1000)).toBe("1 kB");
  expect(formatBytes(12_400_000)).toBe("12.4 MB");
});

it("never rounds a share to all or to nothing", () => {
  expect(formatShare(1)).toBe("100%");
  expect(formatShare(0.9999)).toBe("< 100%");
  expect(formatShare(0.0001)).toBe("> 0%");
});
