import { useEffect, useState } from "react";

/** Gives the focus back, when the dialog that uses this goes, to what had it when the dialog came. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}
