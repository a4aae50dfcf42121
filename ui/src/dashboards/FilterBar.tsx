import { Button, CloseButton, Switch } from "@mantine/core";
import type { Schemas } from "../api/client";
import { DateFilter } from "./DateFilter";
import { DropdownFilter } from "./DropdownFilter";
import classes from "./FilterBar.module.css";
import type { Dashboard } from "./dashboard";
import { daysInWords } from "./dates";
import { asLabel } from "./format";
import { type Chosen, comparedDays } from "./question";

interface FilterBarProps {
  dashboard: Dashboard;
  chosen: Chosen;
  options: Schemas["DashboardData"]["options"];
  today: Date;
  onChange: (chosen: Chosen) => void;
}

/** The filters of a dashboard, and as chips what was clicked on in its panels. */
export function FilterBar({ dashboard, chosen, options, today, onChange }: FilterBarProps) {
  const picked = chosen.picked ?? [];
  const compared = comparedDays(dashboard, chosen, today);
  const any = picked.length > 0 || Object.values(chosen.values ?? {}).some((values) => values.length > 0) || Object.keys(chosen.dates ?? {}).length > 0;
  return (
    <>
      <div className={classes.bar}>
        {dashboard.filters.map((filter) =>
          filter.kind === "dropdown" ? (
            <DropdownFilter
              key={filter.column}
              label={filter.label}
              options={options?.find((each) => each.column === filter.column)?.values ?? []}
              chosen={chosen.values?.[filter.column] ?? []}
              onChoose={(values) => onChange({ ...chosen, values: { ...chosen.values, [filter.column]: values } })}
            />
          ) : (
            <DateFilter
              key={filter.column}
              label={filter.label}
              chosen={chosen.dates?.[filter.column]}
              today={today}
              onChoose={(choice) => {
                const { [filter.column]: _gone, ...others } = chosen.dates ?? {};
                onChange({ ...chosen, dates: choice ? { ...others, [filter.column]: choice } : others });
              }}
            />
          ),
        )}
        {compared && (
          <Switch
            className={classes.beside}
            label={`Compare with ${daysInWords(compared)}`}
            checked={chosen.compare ?? false}
            onChange={(event) => onChange({ ...chosen, compare: event.currentTarget.checked })}
          />
        )}
        {any && (
          <Button variant="subtle" className={classes.beside} onClick={() => onChange({})}>
            Clear all
          </Button>
        )}
      </div>
      {picked.length > 0 && (
        <div className={classes.chips} aria-label="Picked in panels" role="group">
          {picked.map((pick) => {
            const title = dashboard.panels[pick.panel]?.title ?? "";
            const words = `${title}: ${pick.label ?? asLabel(pick.value)}`;
            return (
              <span key={pick.panel} className={classes.chip}>
                {words}
                <CloseButton
                  size={20}
                  aria-label={`Clear ${words}`}
                  onClick={() => onChange({ ...chosen, picked: picked.filter((each) => each !== pick) })}
                />
              </span>
            );
          })}
        </div>
      )}
    </>
  );
}
