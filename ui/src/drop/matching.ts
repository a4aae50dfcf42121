/** A source of some pipeline, with the names of its columns. */
export interface KnownSource {
  pipeline: string;
  container: string;
  name: string;
  columns: string[];
}

/** A source with how well a file fits it, between 0 and 1. */
export interface Match extends KnownSource {
  score: number;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown, field: string): unknown[] {
  const list = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  return Array.isArray(list) ? list : [];
}

/** The sources of a pipeline's configuration. */
export function sourcesIn(pipeline: string, config: unknown): KnownSource[] {
  return listOf(config, "source_containers").map((source) => {
    const { id, name } = source as { id?: unknown; name?: unknown };
    return {
      pipeline,
      container: textOf(id),
      name: textOf(name) || textOf(id),
      columns: listOf(source, "schema").map((column) => textOf((column as { name?: unknown }).name)),
    };
  });
}

/** The sources by how many of their columns the file has, and it of theirs, the best first. */
export function ranked(sources: readonly KnownSource[], headers: readonly string[]): Match[] {
  const plain = (name: string) => name.trim().toLowerCase();
  const has = new Set(headers.map(plain));
  return sources
    .map((source) => {
      const shared = source.columns.filter((column) => has.has(plain(column))).length;
      const all = has.size + source.columns.length - shared;
      return { ...source, score: all === 0 ? 0 : shared / all };
    })
    .sort((a, b) => b.score - a.score || a.pipeline.localeCompare(b.pipeline));
}

/** From which share of common columns on a source is proposed. */
export const ALIKE = 0.6;
