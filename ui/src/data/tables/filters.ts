import { type Nature, natureOf } from "../../parts/grid/values";

/** How a column's values are compared. */
export type Operator = "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "in" | "contains" | "starts_with" | "is_null" | "is_not_null";

/** One thing that rows must fulfil. */
export interface Filter {
  column: string;
  operator: Operator;
  /** As text; a JSON array for `in`, nothing where the operator needs none. */
  value: string;
}

const WORDS: Record<Operator, string> = {
  eq: "is",
  ne: "is not",
  lt: "is below",
  le: "is at most",
  gt: "is above",
  ge: "is at least",
  in: "is one of",
  contains: "contains",
  starts_with: "starts with",
  is_null: "is null",
  is_not_null: "is not null",
};

const TIME_WORDS: Partial<Record<Operator, string>> = { lt: "is before", le: "is until", gt: "is after", ge: "is from" };

const OFFERED: Record<Nature, Operator[]> = {
  text: ["contains", "eq", "ne", "starts_with", "is_null", "is_not_null"],
  number: ["eq", "ne", "ge", "gt", "le", "lt", "is_null", "is_not_null"],
  time: ["ge", "le", "eq", "ne", "gt", "lt", "is_null", "is_not_null"],
  truth: ["eq", "is_null", "is_not_null"],
};

/** The operators that a column of a type can be filtered by, with the words that people read. */
export function operatorsOf(type: string): { value: Operator; label: string }[] {
  const nature = natureOf(type);
  return OFFERED[nature].map((value) => ({ value, label: wordsOf(value, type) }));
}

/** The words for an operator on a column of a type. */
export function wordsOf(operator: Operator, type: string): string {
  return (natureOf(type) === "time" ? TIME_WORDS[operator] : undefined) ?? WORDS[operator];
}

/** Whether an operator asks for no value. */
export function standsAlone(operator: Operator): boolean {
  return operator === "is_null" || operator === "is_not_null";
}

/** A filter as the service and the address have it. */
export function written({ column, operator, value }: Filter): string {
  return standsAlone(operator) ? `${column}:${operator}` : `${column}:${operator}:${value}`;
}

/** A filter read from an address; undefined when it is none. */
export function readFilter(text: string): Filter | undefined {
  const [column = "", operator = "", ...rest] = text.split(":");
  if (!column || !(operator in WORDS)) return undefined;
  return { column, operator: operator as Operator, value: rest.join(":") };
}

/** The values that an `in` filter names. */
export function valuesOf(filter: Filter): string[] {
  if (filter.operator === "eq") return [filter.value];
  if (filter.operator !== "in") return [];
  try {
    const parsed: unknown = JSON.parse(filter.value);
    return Array.isArray(parsed) ? parsed.map(String) : [];
  } catch {
    return [];
  }
}

/** The filters with `value` taken into those that `column` may have, or out of them when it was among them. */
export function withValue(filters: readonly string[], column: string, value: string): string[] {
  const mine = filters.map(readFilter).find((each) => each?.column === column && (each.operator === "in" || each.operator === "eq"));
  const before = mine ? valuesOf(mine) : [];
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  const others = mine ? filters.filter((each) => each !== written(mine)) : [...filters];
  if (after.length === 0) return others;
  const next: Filter =
    after.length === 1 ? { column, operator: "eq", value: after[0] ?? "" } : { column, operator: "in", value: JSON.stringify(after) };
  return [...others, written(next)];
}

/** A filter as a sentence without its column: `is at least 5`. */
export function describe(filter: Filter, type: string): string {
  const words = wordsOf(filter.operator, type);
  if (standsAlone(filter.operator)) return words;
  if (filter.operator === "in") return `${words} ${valuesOf(filter).join(", ")}`;
  return filter.value === "" ? `${words} empty text` : `${words} ${filter.value}`;
}

/** Why a value cannot be compared with a column of a type; undefined when it can. */
export function valueFault(operator: Operator, value: string, type: string): string | undefined {
  if (standsAlone(operator)) return undefined;
  const nature = natureOf(type);
  if (nature === "number" && !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return "Write a number, such as 12.50.";
  if (type === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "Write a date, such as 2024-05-31.";
  if (type === "timestamp" && !/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$/.test(value))
    return "Write a time, such as 2024-05-31 18:00.";
  if (nature === "text" && value === "" && operator !== "eq" && operator !== "ne") return "Write some text.";
  return undefined;
}
