import type { Schemas } from "../api/client";
import type { Order } from "./search";

type Pipeline = Schemas["PipelineSummary"];

const TROUBLED = new Set<Pipeline["health"]>(["failing", "damaged", "faulty_config"]);

function activity(pipeline: Pipeline): string {
  return pipeline.lastRun?.startedAt ?? pipeline.savedAt ?? "";
}

function byName(a: Pipeline, b: Pipeline): number {
  return a.slug.localeCompare(b.slug, undefined, { numeric: true });
}

const COMPARE: Record<Order, (a: Pipeline, b: Pipeline) => number> = {
  name: byName,
  recent: (a, b) => activity(b).localeCompare(activity(a)) || byName(a, b),
  failing: (a, b) =>
    Number(TROUBLED.has(b.health)) - Number(TROUBLED.has(a.health)) || activity(b).localeCompare(activity(a)) || byName(a, b),
};

/** Pipelines in an order, those with a star before the others. */
export function ordered(pipelines: readonly Pipeline[], order: Order, starred: ReadonlySet<string>): Pipeline[] {
  return [...pipelines].sort(
    (a, b) => Number(starred.has(b.slug)) - Number(starred.has(a.slug)) || COMPARE[order](a, b),
  );
}

/** Pipelines whose name, or a table's name, has every word that was searched. */
export function found(pipelines: readonly Pipeline[], search: string): Pipeline[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return pipelines.filter((pipeline) => {
    const text = [pipeline.slug, ...pipeline.tables.map((table) => table.name)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Whether something may change by itself, so that it is worth asking again soon. */
export function isMoving(pipelines: readonly Pipeline[]): boolean {
  return pipelines.some((pipeline) => pipeline.health === "running" || pipeline.health === "scheduled" || pipeline.change !== undefined);
}
