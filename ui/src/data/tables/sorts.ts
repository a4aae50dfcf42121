/** How one column is sorted. */
export type Direction = "asc" | "desc";

/** How `column` is sorted; undefined when it is not. */
export function directionOf(sorts: readonly string[], column: string): Direction | undefined {
  const mine = sorts.find((sort) => columnOf(sort) === column);
  if (!mine) return undefined;
  return mine.endsWith(":desc") ? "desc" : "asc";
}

/** Which of several sorts a column's is, from 1. */
export function rankOf(sorts: readonly string[], column: string): number {
  return sorts.findIndex((sort) => columnOf(sort) === column) + 1;
}

/** What a click on a column's head makes of the sorts: rising, falling, none. Others stay only where it is `added` to them. */
export function cycled(sorts: readonly string[], column: string, added: boolean): string[] {
  const before = directionOf(sorts, column);
  const next = before === undefined ? [`${column}:asc`] : before === "asc" ? [`${column}:desc`] : [];
  if (!added) return next;
  const place = rankOf(sorts, column) - 1;
  if (place < 0) return [...sorts, ...next];
  return [...sorts.slice(0, place), ...next, ...sorts.slice(place + 1)];
}

function columnOf(sort: string): string {
  return sort.replace(/:(asc|desc)$/, "");
}
