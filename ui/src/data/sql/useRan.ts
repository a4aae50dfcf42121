import { useState } from "react";
import { type Ran, keepRan, readRan, withRan } from "./kept";

/** The statements that were run in this browser, and how one more is noted or all are forgotten. */
export function useRan(slug: string): { ran: Ran[]; note: (ran: Ran) => void; clear: () => void } {
  const [ran, setRan] = useState(() => readRan(slug));
  return {
    ran,
    note: (one) => {
      // Read anew, since another window may have noted some meanwhile.
      const next = withRan(readRan(slug), one);
      keepRan(slug, next);
      setRan(next);
    },
    clear: () => {
      keepRan(slug, []);
      setRan([]);
    },
  };
}
