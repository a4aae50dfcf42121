/** Where the focus of a grid stands; row -1 is the row of heads. */
export interface Place {
  row: number;
  column: number;
}

interface Extent {
  rows: number;
  columns: number;
  /** Rows that a page key goes over. */
  page: number;
}

/** Where `key` leads from a place; undefined when it is no key of a grid. It never leaves the grid. */
export function moved(from: Place, key: string, control: boolean, extent: Extent): Place | undefined {
  const to = target(from, key, control, extent);
  if (!to) return undefined;
  return { row: within(to.row, -1, extent.rows - 1), column: within(to.column, 0, extent.columns - 1) };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function target({ row, column }: Place, key: string, control: boolean, { rows, columns, page }: Extent): Place | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: control ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: control ? rows - 1 : row + 1, column };
    case "ArrowLeft":
      return { row, column: control ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: control ? columns - 1 : column + 1 };
    case "Home":
      return { row: control ? 0 : row, column: 0 };
    case "End":
      return { row: control ? rows - 1 : row, column: columns - 1 };
    case "PageUp":
      return { row: Math.max(0, row - page), column };
    case "PageDown":
      return { row: row + page, column };
    default:
      return undefined;
  }
}
