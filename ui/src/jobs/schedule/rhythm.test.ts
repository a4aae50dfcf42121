import { expect, it } from "vitest";
import { USUAL, cronOf, describeRhythm, rhythmOf } from "./rhythm";
import { soonIn, summary } from "./words";

it.each([
  ["5 * * * *", "Every hour at minute 5"],
  ["0 6 * * *", "Every day at 06:00"],
  ["30 18 * * 1-5", "Monday to Friday at 18:30"],
  ["0 6 * * 0", "Every Sunday at 06:00"],
  ["0 6 15 * *", "On day 15 of every month at 06:00"],
  ["*/15 8-18 * * 1-5", "By */15 8-18 * * 1-5"],
  ["0 6 1 * 1", "By 0 6 1 * 1"],
])("reads %s as words and writes it as it was", (cron, words) => {
  expect(describeRhythm(rhythmOf(cron))).toBe(words);
  expect(cronOf(rhythmOf(cron))).toBe(cron);
});

it("takes Sunday by either of its numbers", () => {
  expect(rhythmOf("0 6 * * 7").weekday).toBe(0);
});

it("writes nothing for no times", () => {
  expect(cronOf(USUAL)).toBeUndefined();
  expect(rhythmOf(undefined).kind).toBe("none");
});

const now = new Date("2024-05-01T21:30:00Z");

it("calls a day today or tomorrow by the schedule's zone, not the browser's", () => {
  expect(soonIn("Europe/Berlin", new Date("2024-05-01T23:00:00Z"), now)).toBe("tomorrow 01:00");
  expect(soonIn("UTC", new Date("2024-05-01T23:00:00Z"), now)).toBe("today 23:00");
});

it("says a schedule in one line", () => {
  const schedule = { cron: "0 6 * * *", zone: "Europe/Berlin", enabled: true, auto_run: true, next: ["2024-05-02T04:00:00Z"] };
  expect(summary(schedule, now)).toBe("Every day at 06:00 Europe/Berlin · next tomorrow 06:00 · uploads start a run");
  expect(summary({ ...schedule, enabled: false }, now)).toContain("switched off");
  expect(summary({ zone: "UTC", enabled: true, auto_run: false, next: [] }, now)).toBe("No set times · uploads start no run");
});
