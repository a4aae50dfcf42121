import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** What the keyboard does, for the page that explains it. */
export const SHORTCUTS: { keys: string; does: string }[] = [
  { keys: "Ctrl K", does: "Open the palette: go anywhere, do anything" },
  { keys: "?", does: "Show this help" },
  { keys: "g p", does: "Go to all pipelines" },
  { keys: "g g", does: "Go to the open pipeline's graph" },
  { keys: "g j", does: "Go to its jobs" },
  { keys: "g d", does: "Go to its data" },
  { keys: "g b", does: "Go to its dashboards" },
  { keys: "/", does: "Search on this page" },
  { keys: "f", does: "Show a dashboard in full screen, and leave it" },
  { keys: "Ctrl Enter", does: "Run the pipeline (on its graph and its jobs), or the statement that is being written" },
  { keys: "Ctrl S", does: "Save the statement that is being written" },
  { keys: "Esc", does: "Close what is open" },
];

/** Whether the person is writing, or in a dialog or a menu, so that letters are letters. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null)
  );
}

const SEQUENCE_MILLISECONDS = 1000;

/** Has the keyboard lead through the application; pages add keys of their own. */
export function useShortcuts(slug: string | undefined, openHelp: () => void, openPalette: () => void): void {
  const navigate = useNavigate();
  const leader = useRef(0);
  useEffect(() => {
    const places: Record<string, () => unknown> = { p: () => navigate({ to: "/" }) };
    if (slug !== undefined) {
      places["g"] = () => navigate({ to: "/p/$slug/graph", params: { slug } });
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
