import { formatNumber } from "../parts/numbers";
import type { Panel } from "./dashboard";
import type { Cell } from "./question";

/** What stands for no value among texts. */
export const NO_VALUE = "(empty)";

/** A cell as a number, for drawing; null when it is none. Exact decimals come as text. */
export function asNumber(cell: Cell | undefined): number | null {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "string" || !/^[-+]?\d/.test(cell)) return null;
  const number = Number(cell);
  return Number.isFinite(number) ? number : null;
}

/** A cell as the name of a slice, a bar, a row. */
export function asLabel(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return NO_VALUE;
  return String(cell);
}

/** A number as `panel` wants it: as money, plainly, or as it is. */
export function numberFormat(panel: Panel): (value: number) => string {
  switch (panel["format"]) {
    case "currency": {
      const currency = typeof panel["currency"] === "string" ? panel["currency"] : "USD";
      try {
        const money = new Intl.NumberFormat(undefined, { style: "currency", currency });
        return (value) => money.format(value);
      } catch {
        // No code of a currency: the number is shown with it all the same.
        return (value) => `${formatNumber(value)} ${currency}`;
      }
    }
    case "raw":
      return String;
    default:
      return formatRounded;
  }
}

const rounded = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** A number with two digits behind its point at most. */
export function formatRounded(value: number): string {
  return rounded.format(value);
}

const month = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** The name of a bin, of which `key` is the first day. */
export function binLabel(key: Cell, bin: unknown): string {
  const time = typeof key === "string" ? Date.parse(`${key.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) return asLabel(key);
  switch (bin) {
    case "year":
      return String(key).slice(0, 4);
    case "month":
      return month.format(time);
    case "week":
      return `week of ${date.format(time)}`;
    case "day":
      return date.format(time);
    default:
      return asLabel(key);
  }
}
