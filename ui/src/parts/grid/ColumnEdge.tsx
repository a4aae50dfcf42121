import type { KeyboardEvent, PointerEvent } from "react";
import classes from "./Grid.module.css";
import { allowedWidth } from "./values";

const STEP = 16;

interface ColumnEdgeProps {
  name: string;
  width: number;
  focusable: boolean;
  onResize: (width: number) => void;
}

/** The edge by which a column is made wider or narrower: drag it, or focus it and use the arrows. */
export function ColumnEdge({ name, width, focusable, onResize }: ColumnEdgeProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    event.stopPropagation();
    onResize(allowedWidth(width + (event.key === "ArrowRight" ? STEP : -STEP)));
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    const follow = (at: globalThis.PointerEvent) => onResize(allowedWidth(width + at.clientX - from));
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", follow);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", follow), { once: true });
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuenow={width}
      aria-valuemin={allowedWidth(0)}
      aria-valuemax={allowedWidth(Infinity)}
      tabIndex={focusable ? 0 : -1}
      className={classes.edge}
      onKeyDown={press}
      onPointerDown={grab}
    />
  );
}
