/** Some days, both ends included; an end that is missing is open. */
export interface Days {
  from?: string;
  to?: string;
}

/** What was chosen of a range: one of the presets, or days. */
export interface DateChoice {
  preset?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const DAY = 86_400_000;

/** A day as ISO 8601 has it, of this person's calendar. */
export function isoDay(date: Date): string {
  const pad = (number: number, digits: number) => String(number).padStart(digits, "0");
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

function day(year: number, month: number, date: number): string {
  return isoDay(new Date(year, month, date));
}

interface Preset {
  key: string;
  label: string;
  days: (today: Date) => Days;
  /** What it is compared with where that is not simply as many days right before. */
  before?: (today: Date) => Required<Days>;
}

/** The ranges that need no calendar, from what "today" is for this person. */
export const PRESETS: Preset[] = [
  { key: "last-7", label: "Last 7 days", days: (today) => lastDays(today, 7) },
  { key: "last-30", label: "Last 30 days", days: (today) => lastDays(today, 30) },
  { key: "last-90", label: "Last 90 days", days: (today) => lastDays(today, 90) },
  {
    key: "this-month",
    label: "This month",
    days: (t) => ({ from: day(t.getFullYear(), t.getMonth(), 1), to: isoDay(t) }),
    before: (t) => {
      const last = new Date(t.getFullYear(), t.getMonth(), 0).getDate();
      return { from: day(t.getFullYear(), t.getMonth() - 1, 1), to: day(t.getFullYear(), t.getMonth() - 1, Math.min(t.getDate(), last)) };
    },
  },
  { key: "last-month", label: "Last month", days: (t) => monthOf(t, -1), before: (t) => monthOf(t, -2) },
  {
    key: "this-year",
    label: "This year",
    days: (t) => ({ from: day(t.getFullYear(), 0, 1), to: isoDay(t) }),
    before: (t) => {
      const year = t.getFullYear() - 1;
      const last = new Date(year, t.getMonth() + 1, 0).getDate();
      return { from: day(year, 0, 1), to: day(year, t.getMonth(), Math.min(t.getDate(), last)) };
    },
  },
  { key: "last-year", label: "Last year", days: (t) => yearOf(t, -1), before: (t) => yearOf(t, -2) },
];

function monthOf(today: Date, months: number): Required<Days> {
  const month = today.getMonth() + months;
  return { from: day(today.getFullYear(), month, 1), to: day(today.getFullYear(), month + 1, 0) };
}

function yearOf(today: Date, years: number): Required<Days> {
  const year = today.getFullYear() + years;
  return { from: day(year, 0, 1), to: day(year, 11, 31) };
}

function lastDays(today: Date, count: number): Days {
  return { from: day(today.getFullYear(), today.getMonth(), today.getDate() - count + 1), to: isoDay(today) };
}

/** The days that a choice means today. */
export function daysOf(choice: DateChoice | undefined, today: Date): Days {
  if (choice?.preset !== undefined) return PRESETS.find((preset) => preset.key === choice.preset)?.days(today) ?? {};
  return { ...(choice?.from ? { from: choice.from } : {}), ...(choice?.to ? { to: choice.to } : {}) };
}

/** The days that those of a choice are compared with; undefined when an end is open. */
export function daysBeforeChoice(choice: DateChoice | undefined, today: Date): Required<Days> | undefined {
  const preset = PRESETS.find(({ key }) => key === choice?.preset);
  return preset?.before?.(today) ?? daysBefore(daysOf(choice, today));
}

/** As many days right before some days; undefined when an end is open. */
export function daysBefore({ from, to }: Days): Required<Days> | undefined {
  if (from === undefined || to === undefined) return undefined;
  // Days are counted in UTC, where each has 24 hours.
  const begin = Date.parse(`${from}T00:00:00Z`);
  const length = Date.parse(`${to}T00:00:00Z`) - begin + DAY;
  if (!(length > 0)) return undefined;
  const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: iso(begin - length), to: iso(begin - DAY) };
}

/** Some days in words. */
export function daysInWords({ from, to }: Days): string {
  if (from !== undefined && to !== undefined) return from === to ? from : `${from} to ${to}`;
  if (from !== undefined) return `from ${from}`;
  return to === undefined ? "any date" : `until ${to}`;
}
