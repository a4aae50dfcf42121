import { Check } from "lucide-react";
import type { Schemas } from "../../api/client";
import { textOf } from "../../parts/grid/values";
import { formatNumber } from "../../parts/numbers";
import classes from "./Profile.module.css";

/** What the profile's values are cut after. */
const CUT = 200;

interface TopValuesProps {
  profile: Schemas["ColumnProfile"];
  chosen: readonly string[];
  onChoose: (value: string) => void;
}

/** The most frequent values of a column; a click filters by one, or by several. */
export function TopValues({ profile: { top, top_exact, type }, chosen, onChoose }: TopValuesProps) {
  if (top.length === 0) return null;
  const most = Math.max(...top.map(({ rows }) => rows));
  return (
    <section>
      <h3 className={classes.subtitle}>{top_exact ? "Most frequent" : "Frequent values"}</h3>
      <ul className={classes.top}>
        {top.map(({ value, rows }) => {
          const text = String(value);
          const isChosen = chosen.includes(text);
          return (
            <li key={text}>
              <button
                type="button"
                className={classes.topValue}
                aria-pressed={isChosen}
                disabled={text.length > CUT}
                title={textOf(value, type)}
                onClick={() => onChoose(text)}
              >
                <span className={classes.topName}>
                  {isChosen && <Check size={12} aria-hidden />}
                  <span>{text === "" ? "empty text" : textOf(value, type)}</span>
                </span>
                <span className="tabular">{formatNumber(rows)}</span>
                <meter className={classes.meter} min={0} max={most} value={rows} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
