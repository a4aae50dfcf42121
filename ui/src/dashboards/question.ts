import type { Schemas } from "../api/client";
import type { Dashboard } from "./dashboard";
import { type DateChoice, daysBeforeChoice, daysOf } from "./dates";

export type Cell = Schemas["DashboardCell"];
export type Question = Schemas["DashboardQuestion"];

/** A mark that was clicked on, and what it is called. */
export interface Pick {
  panel: number;
  value: Cell;
  label?: string | undefined;
}

/** What a person has chosen on a dashboard; its address has it. */
export interface Chosen {
  values?: Record<string, Cell[]> | undefined;
  dates?: Record<string, DateChoice> | undefined;
  picked?: Pick[] | undefined;
  compare?: boolean | undefined;
}

/** What the service is asked for a dashboard on which that is chosen. Choices of filters that the dashboard no longer has say nothing. */
export function questionOf(dashboard: Dashboard, chosen: Chosen, today: Date): Question {
  const filters = dashboard.filters.flatMap((filter): NonNullable<Question["filters"]> => {
    if (filter.kind === "dropdown") {
      const values = chosen.values?.[filter.column] ?? [];
      return values.length > 0 ? [{ column: filter.column, values }] : [];
    }
    const days = daysOf(chosen.dates?.[filter.column], today);
    return days.from === undefined && days.to === undefined ? [] : [{ column: filter.column, ...days }];
  });
  const selections = (chosen.picked ?? [])
    .filter(({ panel }) => panel < dashboard.panels.length)
    .map(({ panel, value }) => ({ panel, value }));
  const compare = chosen.compare === true ? comparedDays(dashboard, chosen, today) : undefined;
  return { filters, selections, options: true, ...(compare ? { compare } : {}) };
}

/** The days that KPIs are compared with: those before what is chosen in the first range of dates. */
export function comparedDays(dashboard: Dashboard, chosen: Chosen, today: Date) {
  const range = dashboard.filters.find((filter) => filter.kind === "date_range");
  return range && daysBeforeChoice(chosen.dates?.[range.column], today);
}

/** `picked` after a click: one more, or one less when it was picked already. A panel has one pick at a time. */
export function withPick(picked: readonly Pick[], pick: Pick): Pick[] {
  const same = picked.some((each) => each.panel === pick.panel && each.value === pick.value);
  const others = picked.filter((each) => each.panel !== pick.panel);
  return same ? others : [...others, pick];
}
