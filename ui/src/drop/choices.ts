import type { ColumnChoice, DetectedColumn, Detection, DropChoices, DropFormat } from "./drops";

/** The choices with another way of writing. What columns were chosen to be stays only while they are the same columns. */
export function withFormat(choices: DropChoices, format: DropFormat): DropChoices {
  const recuts = ["delimiter", "quote", "escape", "header", "skip_rows"].some((field) => field in format);
  const { columns, ...rest } = choices;
  const next = { ...rest, format: { ...choices.format, ...format } };
  return recuts || columns === undefined ? next : { ...next, columns };
}

/** The choices with something else for one column. */
export function withColumn(choices: DropChoices, index: number, change: Omit<ColumnChoice, "index">): DropChoices {
  const columns = choices.columns ?? [];
  const before = columns.find((column) => column.index === index);
  const changed = { ...before, ...change, index };
  // A way of writing dates belongs to the type that it was chosen with.
  if (change.type !== undefined && change.dateFormat === undefined) delete changed.dateFormat;
  return { ...choices, columns: [...columns.filter((column) => column.index !== index), changed].sort((a, b) => a.index - b.index) };
}

/** The choices by which `words` stand for nothing, besides those that did already. */
export function withNullWords(choices: DropChoices, detection: Detection, words: readonly string[]): DropChoices {
  return withFormat(choices, { null_values: [...new Set([...(detection.format.null_values ?? []), ...words])] });
}

/** Whether a person changed anything of how the file is read. */
export function isUntouched({ format, columns }: DropChoices): boolean {
  return Object.keys(format ?? {}).length === 0 && (columns ?? []).length === 0;
}

/**
 * The part of the choices that a detection depends on. Names, and whether there is to be a dashboard, are not among it, so that nobody waits for
 * a large file to be looked at again for their sake.
 */
export function readingOf({ format, columns }: DropChoices): DropChoices {
  const read = (columns ?? []).map(({ name: _, ...rest }) => rest).filter((column) => Object.keys(column).length > 1);
  return { ...(format && { format }), ...(read.length > 0 && { columns: read }) };
}

/** A detection with the columns called, and left out, as the person wants; what else was chosen, only looking again can tell. */
export function decided(detection: Detection, { columns = [] }: DropChoices): Detection {
  if (columns.length === 0) return detection;
  const chosen = new Map(columns.map((column) => [column.index, column]));
  return {
    ...detection,
    columns: detection.columns.map((column) => {
      const { name = column.name, skip = column.skip } = chosen.get(column.index) ?? {};
      return { ...column, name, skip };
    }),
  };
}

/** The column by whose dates a table can be divided: the first whose rows all have a day. */
export function partitionColumn(detection: Detection): DetectedColumn | undefined {
  return detection.columns.find((column) => !column.skip && column.type === "date" && column.nulls === 0 && column.values > 0);
}

/** How many pieces a division by month or year makes; undefined when that cannot be told. */
export function partitionCount({ min, max }: DetectedColumn, by: "month" | "year"): number | undefined {
  const [from, to] = [min, max].map((day) => /^(\d{4})-(\d{2})/.exec(day ?? ""));
  if (!from || !to) return undefined;
  const years = Number(to[1]) - Number(from[1]);
  return 1 + (by === "year" ? years : years * 12 + Number(to[2]) - Number(from[2]));
}

/** What is wrong with a column's name in the table; undefined when nothing is. */
export function nameFault(name: string, index: number, columns: readonly DetectedColumn[]): string | undefined {
  if (name.trim() === "") return "A column needs a name.";
  const other = columns.find((column) => column.index !== index && !column.skip && column.name.toLowerCase() === name.trim().toLowerCase());
  return other && `Another column is called "${other.name}" already.`;
}
