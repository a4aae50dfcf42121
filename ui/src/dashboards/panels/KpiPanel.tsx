import { Calendar, ChartNoAxesColumn, CircleDollarSign, Shapes } from "lucide-react";
import type { Schemas } from "../../api/client";
import { formatShare } from "../../parts/numbers";
import classes from "../Panel.module.css";
import type { Panel } from "../dashboard";
import { asLabel, asNumber, numberFormat } from "../format";

const ICONS: Record<string, typeof Calendar> = { dollar: CircleDollarSign, chart: ChartNoAxesColumn, shapes: Shapes, calendar: Calendar };

function beside(value: number | null, previous: number | null, format: (value: number) => string): string | undefined {
  if (value === null || previous === null) return undefined;
  const difference = value - previous;
  if (difference === 0) return `as before (${format(previous)})`;
  const share = previous === 0 ? "" : ` (${difference > 0 ? "+" : "−"}${formatShare(Math.abs(difference / previous))})`;
  return `${difference > 0 ? "+" : "−"}${format(Math.abs(difference))}${share} against ${format(previous)} before`;
}

/** One figure, large; with what it was before when that was asked for. */
export function KpiPanel({ panel, values }: { panel: Panel; values: Schemas["DashboardPanelValues"] }) {
  const format = numberFormat(panel);
  const isMode = panel["agg"] === "mode";
  const value = asNumber(values.value);
  const amount = asNumber(values.amount);
  const text = isMode ? asLabel(values.value) : value === null ? "—" : format(value);
  const Icon = ICONS[String(panel["icon"])];
  const comparison = isMode || values.previous === undefined ? undefined : beside(value, asNumber(values.previous), format);
  return (
    <div className={classes.kpi}>
      {Icon && (
        <span className={classes.kpiIcon}>
          <Icon size={18} aria-hidden />
        </span>
      )}
      <div>
        <div className={`${classes.kpiValue} tabular`}>
          {text}
          {isMode && amount !== null && <span className={classes.kpiBeside}> ({format(amount)})</span>}
        </div>
        {comparison && <div className={`${classes.kpiBeside} tabular`}>{comparison}</div>}
      </div>
    </div>
  );
}
