import type { DropChoices } from "./drops";

const PREFIX = "karet.drop.";

/** Keeps what was decided of a file that was taken in, as long as this tab is open, so that a reload loses nothing. */
export function rememberChoices(drop: string, choices: DropChoices): void {
  try {
    sessionStorage.setItem(PREFIX + drop, JSON.stringify(choices));
  } catch {
    // Where the browser keeps nothing, a reload begins with what is detected.
  }
}

/** What was decided of a file before the page was loaded again. */
export function rememberedChoices(drop: string): DropChoices | undefined {
  try {
    const kept = sessionStorage.getItem(PREFIX + drop);
    return kept === null ? undefined : (JSON.parse(kept) as DropChoices);
  } catch {
    return undefined;
  }
}
