import classes from "./ResultGrid.module.css";
import type { Nature } from "./result";

interface ResultCellProps {
  id: string;
  value: string | null;
  nature: Nature;
  column: number;
  width: number;
  active: boolean;
  chosen: boolean;
  cut: boolean;
}

/** One value of a result; null looks unlike the empty text and unlike the text "null". */
export function ResultCell({ id, value, nature, column, width, active, chosen, cut }: ResultCellProps) {
  const looks = [
    classes.cell,
    nature === "number" && `${classes.number} tabular`,
    chosen && classes.chosen,
    active && classes.active,
    value === null && classes.null,
  ];
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={chosen}
      data-column={column}
      className={looks.filter(Boolean).join(" ")}
      style={{ width }}
    >
      {value === null ? "null" : value.replaceAll("\n", "↵")}
      {cut && " … (cut)"}
    </div>
  );
}
