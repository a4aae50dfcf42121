import { type CSSProperties, memo } from "react";
import classes from "./Grid.module.css";
import { type Value, natureOf, textOf } from "./values";

interface GridCellProps {
  value: Value | undefined;
  type: string;
  column: number;
  /** Whether the grid's focus stands on it. */
  active: boolean;
  style: CSSProperties;
}

/** One value of a grid; a grey bar where it is still on its way. */
export const GridCell = memo(function GridCell({ value, type, column, active, style }: GridCellProps) {
  const nature = natureOf(type);
  const text = value === undefined ? "" : textOf(value, type);
  const look = [classes.cell, column === 0 && classes.first, nature === "number" && classes.number, nature !== "text" && "tabular"];
  return (
    <div role="gridcell" aria-colindex={column + 1} tabIndex={active ? 0 : -1} data-column={column} className={look.filter(Boolean).join(" ")} style={style}>
      {value === undefined && <span className={classes.coming} />}
      {value === null && <span className={classes.null}>null</span>}
      {value !== undefined && value !== null && (
        <span className={classes.value} dir={nature === "text" ? "auto" : undefined}>
          {text}
        </span>
      )}
    </div>
  );
}, same);

function same(before: GridCellProps, after: GridCellProps): boolean {
  return (
    before.value === after.value &&
    before.type === after.type &&
    before.active === after.active &&
    before.style.width === after.style.width &&
    before.style.left === after.style.left
  );
}
