import { expect, it } from "vitest";
import { doneOf, durationOf, isHeldBack, shareDone, triggerWords } from "./run";

const startedAt = "2024-05-01T12:00:00Z";
const now = new Date("2024-05-01T12:00:08Z");

it("knows how long a run took, takes so far, and that one that waits takes no time", () => {
  expect(durationOf({ status: "completed", startedAt, completedAt: "2024-05-01T12:00:03Z" }, now)).toBe(3000);
  expect(durationOf({ status: "running", startedAt }, now)).toBe(8000);
  expect(durationOf({ status: "scheduled", startedAt }, now)).toBeUndefined();
});

it("shows no negative time when the clocks of server and browser differ", () => {
  expect(durationOf({ status: "running", startedAt }, new Date("2024-05-01T11:59:00Z"))).toBe(0);
});

it("tells a run that guards held back from one that failed", () => {
  expect(isHeldBack({ status: "failed", error: "Held back by publish_guards: …" })).toBe(true);
  expect(isHeldBack({ status: "failed", error: "The run was cancelled." })).toBe(false);
  expect(isHeldBack({ status: "completed" })).toBe(false);
});

it("measures reading by bytes, building by partitions, and does not invent a share", () => {
  const progress = { files_done: 1, files_total: 2, bytes_done: 30, bytes_total: 40, rows_read: 5, partitions_done: 1, partitions_total: 4 };
  expect(shareDone({ ...progress, stage: "reading" })).toBe(0.75);
  expect(shareDone({ ...progress, stage: "building" })).toBe(0.25);
  expect(shareDone({ ...progress, stage: "planning" })).toBeUndefined();
  expect(shareDone({ ...progress, stage: "reading", bytes_total: 0 })).toBeUndefined();
});

it("keeps the word of a trigger that it does not know", () => {
  expect(triggerWords("webhook")).toBe("Upload");
  expect(triggerWords("nightly-script")).toBe("nightly-script");
});

it("counts what is done, with the whole where it is known", () => {
  expect(doneOf(3, 24, "file")).toBe("3 of 24 files");
  expect(doneOf(1, 0, "file")).toBe("1 file");
});
