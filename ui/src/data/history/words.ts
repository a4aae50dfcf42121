import { type Tree, expressionText, isTree } from "./expressionText";

const FIELDS: Record<string, string> = {
  id: "Id",
  name: "Name",
  path_prefix: "Folder",
  format: "How the files are written",
  delimiter: "Delimiter",
  quote: "Quote",
  escape: "Escape",
  encoding: "Encoding",
  header: "First line has the names",
  skip_rows: "Lines before the header",
  null_values: "Texts that mean empty",
  decimal: "Decimal sign",
  thousands: "Thousands sign",
  match: "How patterns match",
  case_insensitive: "Upper and lower case are the same",
  catch_all: "Everything else",
  source_container_id: "Source",
  analytic_table_id: "Table",
  partition_by: "Partitions",
  partition_keys: "Partition columns",
  output_prefix: "Folder of its files",
  dedup_keys: "Columns that identify a row",
  publish_guards: "Guards before publishing",
  max_rejected_share: "Largest share of rows left out",
  max_shrink_share: "Largest share of rows taken away",
  auto_run: "Runs by itself",
  version: "Version of the format",
  type: "Type",
  nullable: "May be empty",
  assertions: "Checks",
  expr: "Expression",
  output: "Gives",
  input_patterns: "Patterns",
  priority: "Priority",
  layout: "Place on the graph",
};

/** What a field of the configuration is called on pages. */
export function fieldName(field: string): string {
  return FIELDS[field] ?? field;
}

/** A value of the configuration as a person reads it: expressions as they are typed, yes and no, texts as they are. */
export function valueText(field: string, value: unknown): string {
  if (field === "expr") return expressionText(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === "") return "(none)";
  if (value === "\t") return "tab";
  if (typeof value === "string") return value;
  if (field === "catch_all" && isTree(value)) return String(value["output"]);
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join(", ") || "(none)";
  if (field === "partition_by" && isTree(value)) return `${String(value["column"])}, by ${String(value["granularity"])}`;
  return JSON.stringify(value, null, 2) ?? "";
}

/** A row of a lookup: what it takes and what it gives. */
export function lookupRowText(row: Tree): string {
  const patterns = Array.isArray(row["input_patterns"]) ? row["input_patterns"].join(", ") : "";
  const priority = row["priority"] === undefined ? "" : ` (priority ${String(row["priority"])})`;
  return `${patterns} → ${String(row["output"])}${priority}`;
}

/** A column of a source, a mapping or a table in one line. */
export function columnText(column: Tree): string {
  const { name: _, ...rest } = column;
  if ("expr" in rest && Object.keys(rest).length === 1) return expressionText(rest["expr"]);
  const { type, nullable, ...others } = rest;
  const parts = [String(type ?? "")];
  if (nullable === false) parts.push("never empty");
  if (Object.keys(others).length > 0) parts.push(JSON.stringify(others));
  return parts.filter(Boolean).join(", ");
}
