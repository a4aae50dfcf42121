const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });
const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

/** A number as people of this locale write it, with its digits grouped. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? whole.format(value) : fine.format(value);
}

/** A number that must fit a narrow place: `1.2M`. */
export function formatCompact(value: number): string {
  return short.format(value);
}

/** A share between 0 and 1. What is not all is never shown as all, nor what is not nothing as nothing. */
export function formatShare(value: number): string {
  if (value > 0.999 && value < 1) return `< ${percent.format(1)}`;
  if (value > 0 && value < 0.001) return `> ${percent.format(0)}`;
  return percent.format(value);
}

/** `1 row`, `2,271 rows`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB", "PB"];

/** A number of bytes, in powers of a thousand: `12.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, "byte");
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 100 ? 1 : 0 })} ${UNITS[power] ?? ""}`;
}
