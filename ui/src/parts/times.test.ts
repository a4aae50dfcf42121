import { expect, it } from "vitest";
import { formatAgo, formatDuration } from "./times";

const now = new Date("2024-05-01T12:00:00Z");

it("says how long ago something was in the largest unit that fits", () => {
  expect(formatAgo(new Date("2024-05-01T11:59:55Z"), now)).toBe("just now");
  expect(formatAgo(new Date("2024-05-01T11:57:00Z"), now)).toBe("3 minutes ago");
  expect(formatAgo(new Date("2024-04-30T11:00:00Z"), now)).toBe("yesterday");
});

it("writes lengths of time as people say them", () => {
  expect(formatDuration(420)).toBe("0.4 s");
  expect(formatDuration(12_000)).toBe("12 s");
  expect(formatDuration(184_000)).toBe("3 min 4 s");
});
