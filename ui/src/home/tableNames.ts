const SHOWN = 3;

/** The names of a pipeline's tables in one line: the first three, and how many more there are. */
export function tableNames(names: readonly string[]): string {
  if (names.length === 0) return "No tables yet";
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
