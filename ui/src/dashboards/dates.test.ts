import { expect, it } from "vitest";
import { daysBeforeChoice, daysBefore, daysInWords, daysOf } from "./dates";

const newYear = new Date(2024, 0, 1);
const leapDay = new Date(2024, 1, 29);

it("ends a preset today and counts today as one of its days", () => {
  expect(daysOf({ preset: "last-7" }, newYear)).toEqual({ from: "2023-12-26", to: "2024-01-01" });
  expect(daysOf({ preset: "this-year" }, leapDay)).toEqual({ from: "2024-01-01", to: "2024-02-29" });
});

it("knows how long the months are", () => {
  expect(daysOf({ preset: "last-month" }, newYear)).toEqual({ from: "2023-12-01", to: "2023-12-31" });
  expect(daysOf({ preset: "last-month" }, new Date(2024, 2, 31))).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(daysOf({ preset: "last-year" }, leapDay)).toEqual({ from: "2023-01-01", to: "2023-12-31" });
});

it("lets everything through where nothing is chosen, or a preset is not known", () => {
  expect(daysOf(undefined, newYear)).toEqual({});
  expect(daysOf({ preset: "next-century" }, newYear)).toEqual({});
  expect(daysOf({ from: "2024-01-02" }, newYear)).toEqual({ from: "2024-01-02" });
});

it("compares with as many days right before", () => {
  expect(daysBefore({ from: "2024-03-01", to: "2024-03-31" })).toEqual({ from: "2024-01-30", to: "2024-02-29" });
  expect(daysBefore({ from: "2024-03-01", to: "2024-03-01" })).toEqual({ from: "2024-02-29", to: "2024-02-29" });
  expect(daysBefore({ from: "2024-03-01" })).toBeUndefined();
  expect(daysBefore({ from: "2024-03-02", to: "2024-03-01" })).toBeUndefined();
});

it("says days in words", () => {
  expect(daysInWords({ from: "2024-03-01", to: "2024-03-31" })).toBe("2024-03-01 to 2024-03-31");
  expect(daysInWords({ to: "2024-03-31" })).toBe("until 2024-03-31");
  expect(daysInWords({})).toBe("any date");
});

it("compares months with months and years with years, as far as they have come", () => {
  const inMarch = new Date(2024, 2, 31);
  expect(daysBeforeChoice({ preset: "this-month" }, inMarch)).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(daysBeforeChoice({ preset: "last-month" }, inMarch)).toEqual({ from: "2024-01-01", to: "2024-01-31" });
  expect(daysBeforeChoice({ preset: "this-year" }, new Date(2024, 1, 29))).toEqual({ from: "2023-01-01", to: "2023-02-28" });
  expect(daysBeforeChoice({ preset: "last-year" }, inMarch)).toEqual({ from: "2022-01-01", to: "2022-12-31" });
  expect(daysBeforeChoice({ preset: "last-7" }, inMarch)).toEqual({ from: "2024-03-18", to: "2024-03-24" });
});
