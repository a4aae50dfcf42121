import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** What the keyboard does, for the page that explains it. */
export const SHORTCUTS: { keys: string; does: string }[] = [
  { keys: "Ctrl K", does: "Open the palette: go anywhere, do anything" },
  { keys: "?", does: "Show this help" },
  { keys: "g h", does: "Go to all pipelines" },
  { keys: "g p", does: "Go to the pipeline's graph" },
  { keys: "g j", does: "Go to its jobs" },
  { keys: "g d", does: "Go to its data" },
  { keys: "g b", does: "Go to its dashboards" },
  { keys: "/", does: "Search on this page" },
  { keys: "Ctrl Enter", does: "Run: the pipeline, or the statement that is being written" },
  { keys: "Esc", does: "Close what is open" },
];

/** Whether the person is writing, so that letters are letters. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=dialog]") !== null)
  );
}

const SEQUENCE_MILLISECONDS = 1000;

/** Has the keyboard lead through the application; pages add keys of their own. */
export function useShortcuts(slug: string | undefined, openHelp: () => void, openPalette: () => void): void {
  const navigate = useNavigate();
  const leader = useRef(0);
  useEffect(() => {
    const places: Record<string, () => unknown> = { h: () => navigate({ to: "/" }) };
    if (slug !== undefined) {
      places["p"] = () => navigate({ to: "/p/$slug/graph", params: { slug } });
      places["j"] = () => navigate({ to: "/p/$slug/jobs", params: { slug } });
      places["d"] = () => navigate({ to: "/p/$slug/data", params: { slug } });
      places["b"] = () => navigate({ to: "/p/$slug/dashboards", params: { slug } });
    }
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      const second = event.timeStamp - leader.current < SEQUENCE_MILLISECONDS;
      leader.current = 0;
      if (second && places[event.key]) {
        event.preventDefault();
        void places[event.key]?.();
      } else if (event.key === "g") leader.current = event.timeStamp;
      else if (event.key === "?") openHelp();
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [navigate, openHelp, openPalette, slug]);
}
