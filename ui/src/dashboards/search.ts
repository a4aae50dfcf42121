import { array, boolean, nullable, number, object, optional, record, string, union } from "zod/mini";

const cell = nullable(union([string(), number(), boolean()]));

/** What of a dashboard lives in its address: what is chosen in its filters, what was clicked on, and what it is compared with. */
export const dashboardSearch = object({
  /** Of each dropdown the values that are let through. */
  values: optional(record(string(), array(cell))),
  /** Of each range of dates a preset, or its ends. */
  dates: optional(record(string(), object({ preset: optional(string()), from: optional(string()), to: optional(string()) }))),
  picked: optional(array(object({ panel: number(), value: cell, label: optional(string()) }))),
  compare: optional(boolean()),
});
