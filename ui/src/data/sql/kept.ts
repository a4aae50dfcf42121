import { type ZodMiniType, array, number, object, optional, string } from "zod/mini";

/** A statement that was run here, and what became of it. */
export interface Ran {
  statement: string;
  at: string;
  rows?: number | undefined;
  milliseconds?: number | undefined;
  error?: string | undefined;
}

/** How many statements the history keeps. */
export const MOST_RAN = 100;

const ranList: ZodMiniType<Ran[]> = array(
  object({
    statement: string(),
    at: string(),
    rows: optional(number()),
    milliseconds: optional(number()),
    error: optional(string()),
  }),
);

const historyKey = (slug: string) => `karet.sql.ran.${slug}`;
const draftKey = (slug: string, query: string) => `karet.sql.draft.${slug}.${query}`;

/** `list` with `ran` as its newest; the same statement run once more stands once. */
export function withRan(list: Ran[], ran: Ran): Ran[] {
  const rest = list[0]?.statement === ran.statement ? list.slice(1) : list;
  return [ran, ...rest].slice(0, MOST_RAN);
}

/** The statements that were run in this browser, newest first. */
export function readRan(slug: string): Ran[] {
  try {
    const read = ranList.safeParse(JSON.parse(localStorage.getItem(historyKey(slug)) ?? "[]"));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

/** Keeps the statements that were run. A browser that keeps nothing only loses the history. */
export function keepRan(slug: string, list: Ran[]): void {
  keep(historyKey(slug), JSON.stringify(list));
}

/** The text that was being written under `query` ("" for none) when the page was left; null when there is none. */
export function readDraft(slug: string, query: string): string | null {
  try {
    return localStorage.getItem(draftKey(slug, query));
  } catch {
    return null;
  }
}

/** Keeps a text that is not saved, or forgets it when `text` is null. */
export function keepDraft(slug: string, query: string, text: string | null): void {
  if (text === null) forget(draftKey(slug, query));
  else keep(draftKey(slug, query), text);
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full, or closed to this page.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Closed to this page, so nothing is there.
  }
}
