import type { Failure } from "../../api/failure";

/** Where a statement is wrong, in its text, and in words. */
export interface Fault {
  from: number;
  to: number;
  message: string;
}

const WORD = /^(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}\p{N}_]+|\S)/u;

/**
 * The part of `text` that `failure` blames: the word at its place. Nothing when it names no place.
 *
 * @param begin where the statement that was run begins in `text`
 */
export function faultIn(text: string, begin: number, failure: Failure): Fault | undefined {
  const { details } = failure;
  if (!details || Array.isArray(details)) return undefined;
  const { offset, hint } = details as { offset?: unknown; hint?: unknown };
  if (typeof offset !== "number") return undefined;
  const from = Math.min(begin + offset, Math.max(0, text.length - 1));
  const word = WORD.exec(text.slice(from))?.[0] ?? " ";
  const message = typeof hint === "string" ? `${failure.message} ${hint}` : failure.message;
  return { from, to: Math.min(from + word.length, text.length), message };
}

/** The hint of a failure, and the line and column that it names, for who does not see the mark. */
export function adviceOf({ details }: Failure): { hint: string | undefined; place: string | undefined } {
  if (!details || Array.isArray(details)) return { hint: undefined, place: undefined };
  const { line, column, hint } = details as { line?: unknown; column?: unknown; hint?: unknown };
  return {
    hint: typeof hint === "string" ? hint : undefined,
    place: typeof line === "number" && typeof column === "number" ? `Line ${line}, column ${column}` : undefined,
  };
}
