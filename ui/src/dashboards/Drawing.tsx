import { Chart, type ChartConfiguration, type ChartType } from "chart.js";
import { useEffect, useRef } from "react";
import "../parts/charts/engine";

interface DrawingProps {
  drawing: ChartConfiguration<ChartType>;
  /** What it says, for who does not see it. */
  label: string;
  /** Called with the place of the mark that was clicked on. */
  onPick?: (index: number) => void;
}

/** A canvas with a chart on it, drawn anew whenever what it shows changes. */
export function Drawing({ drawing, label, onPick }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    if (!canvas.current) return undefined;
    const chart = new Chart(canvas.current, {
      ...drawing,
      options: {
        ...drawing.options,
        onClick: (_event, elements) => {
          const [element] = elements;
          if (element) pick.current?.(element.index);
        },
        onHover: (event, elements) => {
          const target = event.native?.target;
          if (target instanceof HTMLElement) target.style.cursor = pick.current && elements.length > 0 ? "pointer" : "";
        },
      },
    });
    // Text on a canvas does not change by itself when the page's letters arrive.
    let there = true;
    void document.fonts?.ready.then(() => {
      if (there) chart.update("none");
    });
    return () => {
      there = false;
      chart.destroy();
    };
  }, [drawing]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}
