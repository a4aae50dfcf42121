import type { DetectedColumn, Role } from "./drops";

const FEW = 8;

/** What the first dashboard will show, panel by panel, in words. */
export function panelsFor(columns: readonly DetectedColumn[]): string[] {
  const kept = columns.filter((column) => !column.skip);
  const first = (role: Role) => kept.find((column) => column.role === role);
  const title = (column: DetectedColumn) => column.header.trim() || column.name;
  const amount = first("amount");
  const figure = amount ?? first("measure");
  const date = first("date");
  const panels = ["number of rows"];
  if (figure) panels.push(`${amount ? "total" : "average"} ${title(figure)}`);
  if (date) panels.push(`trend over ${title(date)}`);
  for (const group of kept.filter((column) => column.role === "category" && column.distinct > 1).slice(0, 2))
    panels.push(`${group.distinct <= FEW ? "shares" : "bars"} by ${title(group)}`);
  if (first("country")) panels.push("map of countries");
  if (first("latitude") && first("longitude")) panels.push("map of places");
  panels.push("table of rows");
  return panels;
}
