import { useState } from "react";
import { keepDraft, readDraft } from "./kept";

interface Draft {
  text: string;
  write: (text: string) => void;
  /** Whether `text` is not what `initial` says. */
  changed: boolean;
  /** Gives up what was written. */
  discard: () => void;
}

/** The text that is being written under `query` ("" for none), which survives a reload; `initial` until something is. */
export function useDraft(slug: string, query: string, initial: string): Draft {
  const [texts, setTexts] = useState<Record<string, string | null>>({});
  const key = `${slug}/${query}`;
  const text = (key in texts ? texts[key] : readDraft(slug, query)) ?? initial;
  const put = (next: string | null) => {
    keepDraft(slug, query, next);
    setTexts((before) => ({ ...before, [key]: next }));
  };
  return {
    text,
    write: (next) => put(next === initial ? null : next),
    changed: text !== initial,
    discard: () => put(null),
  };
}
