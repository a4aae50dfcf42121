import type { Detection } from "./drops";

const PATTERNS: Record<string, string> = {
  "%Y": "(?<Y>\\d{4})",
  "%y": "(?<y>\\d{2})",
  "%m": "(?<m>\\d{1,2})",
  "%d": "(?<d>\\d{1,2})",
  "%b": "(?<b>[A-Za-z]{3})",
  "%B": "(?<B>[A-Za-z]+)",
};
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const spelled = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** How a value reads by a date format, spelled out so that day and month cannot be mistaken; undefined when it does not fit. */
export function readAs(value: string, format: string): string | undefined {
  const seen = new Set<string>();
  const pattern = format.split(/(%[A-Za-z%])/).map((part) => {
    const known = PATTERNS[part];
    if (known !== undefined && !seen.has(part)) {
      seen.add(part);
      return known;
    }
    return part.startsWith("%") ? ".*?" : part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  });
  const found = new RegExp(`^${pattern.join("")}$`).exec(value.trim())?.groups;
  if (!found) return undefined;
  const year = found["Y"] !== undefined ? Number(found["Y"]) : 2000 + Number(found["y"]) - (Number(found["y"]) > 68 ? 100 : 0);
  const named = (found["b"] ?? found["B"])?.slice(0, 3).toLowerCase();
  const month = named === undefined ? Number(found["m"]) - 1 : MONTHS.indexOf(named);
  const day = Number(found["d"]);
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day ? spelled.format(date) : undefined;
}

const PARTS: Record<string, string> = {
  "%Y": "YYYY", "%y": "YY", "%m": "MM", "%d": "DD", "%H": "hh", "%I": "hh", "%M": "mm", "%S": "ss", "%f": "ffffff", "%b": "Mon", "%B": "Month", "%p": "am/pm", "%z": "zone", "%j": "day of year",
};

/** A date format in the letters of people: `DD.MM.YYYY`. */
export function formatInLetters(format: string): string {
  return format.replace(/%[A-Za-z]/g, (part) => PARTS[part] ?? part);
}

/** A column's first value as it stands in the file. */
export function rawSample({ preview }: Pick<Detection, "preview">, index: number): string | undefined {
  return preview.find(({ cells }) => cells[index]?.raw?.trim())?.cells[index]?.raw;
}
