import { expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { found, isMoving, ordered } from "./order";

type Pipeline = Schemas["PipelineSummary"];

function pipeline(slug: string, fields: Partial<Pipeline> = {}): Pipeline {
  return { slug, health: "ok", sources: 1, tables: [], hasPreview: true, ...fields };
}

function ranAt(startedAt: string): Partial<Pipeline> {
  return { lastRun: { id: "job-1", status: "completed", trigger: "manual", startedAt } };
}

const names = (pipelines: Pipeline[]) => pipelines.map((each) => each.slug);

const all = [
  pipeline("bank", ranAt("2024-05-01T00:00:00Z")),
  pipeline("attic", { health: "failing", ...ranAt("2024-01-01T00:00:00Z") }),
  pipeline("month-10"),
  pipeline("month-9", { tables: [{ id: "t", name: "Energy readings" }] }),
];

it("puts what ran last first", () => {
  expect(names(ordered(all, "recent", new Set()))).toEqual(["bank", "attic", "month-9", "month-10"]);
});

it("sorts by name as people count", () => {
  expect(names(ordered(all, "name", new Set()))).toEqual(["attic", "bank", "month-9", "month-10"]);
});

it("puts trouble first when asked to", () => {
  expect(names(ordered(all, "failing", new Set()))).toEqual(["attic", "bank", "month-9", "month-10"]);
});

it("keeps what has a star on top of any order", () => {
  expect(names(ordered(all, "name", new Set(["month-10"])))).toEqual(["month-10", "attic", "bank", "month-9"]);
});

it("finds a pipeline by words of its name and of its tables", () => {
  expect(names(found(all, "month energy"))).toEqual(["month-9"]);
  expect(names(found(all, "  "))).toEqual(names(all));
  expect(names(found(all, "nothing"))).toEqual([]);
});

it("knows when something moves by itself", () => {
  expect(isMoving(all)).toBe(false);
  expect(isMoving([pipeline("x", { health: "running" })])).toBe(true);
  expect(isMoving([pipeline("x", { change: "being renamed" })])).toBe(true);
});
