import type { Question } from "./useRows";

/** Where the rows of a question can be had as a file; a browser saves it without a script's help. */
export function downloadAddress({ slug, table, columns, filters, sorts }: Question, format: "csv" | "parquet"): string {
  const query = new URLSearchParams({ format });
  for (const column of columns) query.append("column", column);
  for (const filter of filters) query.append("filter", filter);
  for (const sort of sorts) query.append("sort", sort);
  return `/api/p/${encodeURIComponent(slug)}/tables/${encodeURIComponent(table)}/download?${query.toString()}`;
}
