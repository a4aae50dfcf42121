import { useEffect, useState } from "react";

/** Gives the focus back to what had it before a dialog came, once the dialog has gone; a person at the keyboard would begin at the top otherwise. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) setTimeout(() => before.focus({ preventScroll: true }));
    },
    [before],
  );
}
