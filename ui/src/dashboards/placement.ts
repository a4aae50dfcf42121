import type { CSSProperties } from "react";
import type { Dashboard, Panel } from "./dashboard";

const COLUMNS = 12;

const ASPECTS = { auto: "auto", square: "1 / 1", video: "16 / 9" } as const;

/** How a dashboard lays out its panels on a wide screen. */
export function gridOf(layout: Dashboard["layout"]): CSSProperties {
  return {
    gridTemplateColumns: layout?.gridTemplateColumns ?? `repeat(${layout?.columns ?? COLUMNS}, minmax(0, 1fr))`,
    ...(layout?.gridTemplateRows === undefined ? {} : { gridTemplateRows: layout.gridTemplateRows }),
    gap: layout?.gap ?? "16px",
  };
}

/** Where a panel stands in that. One that does not say takes a third, or all of it where it is wide by nature. */
export function placeOf(panel: Panel): CSSProperties {
  const wide = ["table", "summary", "sankey"].includes(panel.kind);
  const { gridColumn = wide ? "1 / -1" : "span 4", gridRow, maxHeight, aspect } = panel.grid ?? {};
  return {
    gridColumn,
    // Else a row that is higher than the panel asked for would make it wider than its columns.
    ...(aspect === undefined || aspect === "auto" ? {} : { aspectRatio: ASPECTS[aspect], width: "100%" }),
    ...(gridRow === undefined ? {} : { gridRow }),
    ...(maxHeight === undefined ? {} : { maxHeight }),
  };
}
