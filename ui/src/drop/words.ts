import { formatCount, formatNumber, formatShare } from "../parts/numbers";
import type { DetectedColumn, Detection, DropFormat, Role } from "./drops";

/** How sure something is, in words: nobody can act on 0.87. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.99) return "certain";
  if (confidence >= 0.9) return "very likely";
  if (confidence >= 0.7) return "likely";
  return "a guess";
}

/** Which confidence is so small that a person should look. */
export const DOUBTFUL = 0.7;

/** How much of a file was looked at. */
export function extentWords({ complete, rows }: Pick<Detection, "complete" | "rows">): string {
  if (!complete) return `looked at the first ${formatCount(rows.read, "row")}`;
  return rows.read === 1 ? "checked its only row" : `checked all ${formatCount(rows.read, "row")}`;
}

const DELIMITERS: Record<string, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Pipe", " ": "Space" };

/** A delimiter as people call it. */
export function delimiterWords(delimiter: string): string {
  return DELIMITERS[delimiter] ?? delimiter;
}

const THOUSANDS: Record<string, string> = { "": "none", ",": "comma", ".": "point", " ": "space", "'": "apostrophe" };

/** Which part of a format a person reads about, and changes, in one place. */
export type FormatPart = "encoding" | "delimiter" | "quote" | "header" | "skip_rows" | "decimal" | "null_values";

/** The parts in the order in which they are shown. */
export const FORMAT_PARTS: readonly FormatPart[] = ["delimiter", "encoding", "header", "skip_rows", "decimal", "quote", "null_values"];

/** What a part is called. */
export const PART_NAMES: Record<FormatPart, string> = {
  delimiter: "Separator",
  encoding: "Encoding",
  header: "Header",
  skip_rows: "Lines above",
  decimal: "Numbers",
  quote: "Quotes",
  null_values: "Empty",
};

/** What a part is, in a word or two. */
export function partWords(part: FormatPart, format: DropFormat, encoding: string): string {
  switch (part) {
    case "delimiter":
      return delimiterWords(format.delimiter ?? ",");
    case "encoding":
      return encoding;
    case "header":
      return format.header === false ? "None" : "First line";
    case "skip_rows":
      return format.skip_rows ? `${formatNumber(format.skip_rows)} skipped` : "None";
    case "decimal":
      return numberExample(format);
    case "quote":
      return format.quote === "" ? "None" : (format.quote ?? '"');
    case "null_values":
      return nullWords(format.null_values ?? []);
  }
}

function numberExample({ decimal = ".", thousands = "" }: DropFormat): string {
  return `1${thousands}234${decimal}56`;
}

function nullWords(words: readonly string[]): string {
  const shown = words.filter((word) => word !== "");
  if (shown.length === 0) return "Empty cells only";
  return shown.length <= 3 ? shown.join(", ") : `${shown.slice(0, 3).join(", ")} and ${shown.length - 3} more`;
}

/** A thousands sign as people call it. */
export function thousandsWords(sign: string): string {
  return THOUSANDS[sign] ?? sign;
}

const ROLES: Record<Role, string> = {
  identifier: "Identifier",
  amount: "Amount",
  measure: "Number",
  category: "Category",
  date: "Date",
  text: "Text",
  latitude: "Latitude",
  longitude: "Longitude",
  country: "Country",
  flag: "Yes or no",
  empty: "Empty",
};

/** What a column is for, in a word. */
export function roleWords(role: Role): string {
  return ROLES[role];
}

/** A type as people call it. */
export function typeWords(type: string): string {
  const words: Record<string, string> = {
    bool: "Yes or no",
    int64: "Whole number",
    float64: "Number",
    date: "Date",
    timestamp: "Date and time",
    string: "Text",
  };
  const decimal = /^decimal\(\s*\d+\s*,\s*(\d+)\s*\)$/.exec(type);
  if (decimal?.[1] !== undefined) return `Amount, ${formatCount(Number(decimal[1]), "decimal")}`;
  return words[type] ?? type;
}

/** The types that a column can be made, with the one that it has. */
export function typesFor(type: string): string[] {
  const usual = ["string", "int64", "float64", "decimal(18,2)", "date", "timestamp", "bool"];
  return usual.includes(type) ? usual : [type, ...usual];
}

/** How well a column's values fit its type, in a few words. */
export function fitWords(column: Pick<DetectedColumn, "values" | "misfits" | "nulls" | "ambiguous">, complete: boolean): string {
  if (column.misfits.count > 0) return column.misfits.count === 1 ? "1 does not fit" : `${formatNumber(column.misfits.count)} do not fit`;
  if (column.values === 0) return "all empty";
  if (column.ambiguous) return "day or month first?";
  return complete ? `all ${formatNumber(column.values)} fit` : `first ${formatNumber(column.values)} fit`;
}

/** What would become of the values that do not fit. */
export function misfitConsequence({ misfits, type }: Pick<DetectedColumn, "misfits" | "type">): string {
  const rows = formatCount(misfits.count, "row");
  const are = misfits.count === 1 ? "is" : "are";
  return `${rows} ${are} left out, because the value is no ${typeWords(type).toLowerCase()}. Every row that is left out is listed with its reason after the run.`;
}

/** The misfits by their words, each once, for whoever would count them as empty. */
export function misfitValues({ misfits }: Pick<DetectedColumn, "misfits">): string[] {
  return [...new Set(misfits.examples.map((example) => example.value))];
}

/** What a file is, in one sentence. */
export function summaryOf(detection: Detection, rows: number, files: number): string {
  const kept = detection.columns.filter((column) => !column.skip);
  const count = detection.complete ? formatCount(rows, "row") : `At least ${formatCount(rows, "row")}`;
  const made = `${count}${files > 1 ? ` in ${formatCount(files, "file")}` : ""}, ${formatCount(kept.length, "column")}`;
  const seen: string[] = [];
  const countOf = (role: Role) => kept.filter((column) => column.role === role).length;
  if (countOf("date") > 0) seen.push("dates");
  if (countOf("amount") > 0) seen.push(`amounts with ${detection.format.decimal === "," ? "comma" : "point"} decimals`);
  else if (countOf("measure") > 0) seen.push("numbers");
  if (countOf("category") > 0) seen.push(formatCount(countOf("category"), "category", "categories"));
  if (countOf("latitude") > 0 && countOf("longitude") > 0) seen.push("places");
  if (countOf("country") > 0) seen.push("countries");
  return seen.length === 0 ? `${made}.` : `${made}: ${joined(seen)}.`;
}

/** What becomes of the rows, in one sentence; undefined when all of them fit and nothing is to be said. */
export function lossOf(rejected: number, read: number, malformed: number): string | undefined {
  if (rejected === 0) return undefined;
  const share = read === 0 || rejected / read < 0.001 ? "" : ` (${formatShare(rejected / read)})`;
  const broken = malformed === 0 ? "" : `, ${malformed === rejected ? "all" : formatNumber(malformed)} of them because they have another number of cells`;
  return `${formatCount(rejected, "row")}${share} would be left out${broken}.`;
}

/** `a, b and c`. */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Whether values of a type are numbers, which stand at the right. */
export function isNumeric(type: string): boolean {
  return type === "int64" || type === "float64" || type.startsWith("decimal");
}
