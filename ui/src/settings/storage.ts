import type { Schemas } from "../api/client";

type Storage = Schemas["PipelineStorage"];

/** What of a pipeline takes place, in the order in which it is drawn. */
export const KINDS = [
  { kind: "raw", label: "Uploaded files" },
  { kind: "clean", label: "Tables" },
  { kind: "other", label: "Everything else" },
] as const;

/** A pipeline's line in the list: its bytes, and how long each part of its bar is, in percent of the largest pipeline's. */
export interface StorageLine {
  slug: string;
  counted: boolean;
  bytes: number;
  objects: number;
  parts: { kind: (typeof KINDS)[number]["kind"]; label: string; bytes: number; percent: number }[];
}

function bytesOf(pipeline: Storage): number {
  return pipeline.raw.bytes + pipeline.clean.bytes + pipeline.other.bytes;
}

/** The pipelines, the largest first. */
export function storageLines(pipelines: readonly Storage[]): StorageLine[] {
  const most = Math.max(1, ...pipelines.map(bytesOf));
  return pipelines
    .map((pipeline) => ({
      slug: pipeline.slug,
      counted: pipeline.counted,
      bytes: bytesOf(pipeline),
      objects: pipeline.raw.objects + pipeline.clean.objects + pipeline.other.objects,
      parts: KINDS.map(({ kind, label }) => ({ kind, label, bytes: pipeline[kind].bytes, percent: (pipeline[kind].bytes / most) * 100 })),
    }))
    .sort((a, b) => b.bytes - a.bytes || a.slug.localeCompare(b.slug, undefined, { numeric: true }));
}

/** All bytes of all pipelines. */
export function totalBytes(pipelines: readonly Storage[]): number {
  return pipelines.reduce((sum, pipeline) => sum + bytesOf(pipeline), 0);
}
