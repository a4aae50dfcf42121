import type { Statement } from "./useStatement";

/** What the page does with its editor from outside. */
export interface EditorHandle {
  /** Writes `text` where the caret is, in place of what is selected. */
  insert: (text: string) => void;
  /** Writes `text` in place of everything; undo brings back what was there. */
  replace: (text: string) => void;
  select: (from: number, to: number) => void;
  selection: () => { from: number; to: number };
}

/** What Ctrl-Enter runs: what is selected, or else everything; nothing when that is blank. */
export function statementToRun(text: string, { from, to }: { from: number; to: number }): Statement | undefined {
  const selected = text.slice(from, to);
  if (selected.trim() !== "") return { text: selected, begin: from };
  return text.trim() === "" ? undefined : { text, begin: 0 };
}
