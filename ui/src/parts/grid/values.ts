/** A value as the service sends it. */
export type Value = string | number | boolean | null;

/** A column as a grid shows it. */
export interface GridColumn {
  name: string;
  /** One of pipeline.json's types. */
  type: string;
  /** What the type is called where the values come from, when that is another name. */
  told?: string;
}

/** What kind of values a type has, as far as showing and asking for them goes. */
export type Nature = "text" | "number" | "time" | "truth";

/** The nature of one of pipeline.json's types. */
export function natureOf(type: string): Nature {
  if (type === "int64" || type === "float64" || type.startsWith("decimal")) return "number";
  if (type === "date" || type === "timestamp") return "time";
  return type === "bool" ? "truth" : "text";
}

/** A value with all that is known of it: every digit, ISO times. Null is `null`. */
export function textOf(value: Value, type: string): string {
  if (value === null) return "null";
  return type === "timestamp" && typeof value === "string" ? value.replace("T", " ") : String(value);
}

const LETTER = 7.2;
const FRAME = 26;
/** What stands beside a head's name: its two buttons and the arrow of a sort. */
const HEAD = 92;
const NARROWEST = 72;
const WIDEST = 340;
const LOOKED_AT = 100;

/** How wide a column is at first, in pixels, so that its name and most of its values are seen whole. */
export function firstWidth({ name, type }: GridColumn, values: readonly Value[]): number {
  const longest = values.slice(0, LOOKED_AT).reduce<number>((most, value) => Math.max(most, textOf(value, type).length), 4);
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * LETTER + FRAME, Math.max(name.length, type.length * 0.85) * LETTER + HEAD)));
}

/** A width that a person may give a column. */
export function allowedWidth(wanted: number): number {
  return Math.round(Math.min(1_200, Math.max(NARROWEST, wanted)));
}
