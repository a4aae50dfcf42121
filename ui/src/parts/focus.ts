import { useEffect, useState } from "react";

/**
 * Gives the focus back, when the dialog that uses this goes, to what had it when the dialog came; a person at the keyboard would begin at the
 * top otherwise.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus({ preventScroll: true }));
    },
    [before],
  );
}
