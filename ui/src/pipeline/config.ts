/** What the front page tells of a configuration; one that was put into the bucket by hand may lack any of it. */
export interface PipelineParts {
  sources: { id: string; name: string; columns: number }[];
  mappings: { id: string; name: string; columns: number; source: string; table: string }[];
  lookups: { id: string; name: string; patterns: number }[];
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((each): each is Record<string, unknown> => typeof each === "object" && each !== null) : [];
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** Patterns of a lookup, with those of everything below it. */
function patterns(lookup: Record<string, unknown>): number {
  const own = list(lookup["rows"]).reduce((sum, row) => sum + (Array.isArray(row["input_patterns"]) ? row["input_patterns"].length : 0), 0);
  return list(lookup["children"]).reduce((sum, child) => sum + patterns(child), own);
}

/** The parts of a configuration, as far as it has them. */
export function partsOf(config: unknown): PipelineParts {
  const document = (typeof config === "object" && config !== null ? config : {}) as Record<string, unknown>;
  const named = (each: Record<string, unknown>) => ({ id: text(each["id"]), name: text(each["name"]) || text(each["id"]) });
  return {
    sources: list(document["source_containers"]).map((each) => ({ ...named(each), columns: list(each["schema"]).length })),
    mappings: list(document["mappings"]).map((each) => ({
      ...named(each),
      columns: list(each["columns"]).length,
      source: text(each["source_container_id"]),
      table: text(each["analytic_table_id"]),
    })),
    lookups: list(document["lookup_mappings"]).map((each) => ({ ...named(each), patterns: patterns(each) })),
  };
}
