import { expect, it } from "vitest";
import type { Dashboard } from "./dashboard";
import { questionOf, withPick } from "./question";

const dashboard: Dashboard = {
  id: "d",
  name: "D",
  analytic_table_id: "t",
  filters: [
    { kind: "date_range", column: "date", label: "Date" },
    { kind: "dropdown", column: "category", label: "Category" },
  ],
  panels: [{ kind: "kpi", title: "Sum" }],
};
const today = new Date(2024, 4, 15);

it("asks for everything where nothing is chosen", () => {
  expect(questionOf(dashboard, {}, today)).toEqual({ filters: [], selections: [], options: true });
});

it("asks by the choices of filters that the dashboard has, the value null among them", () => {
  const chosen = { values: { category: ["FOOD", null], gone: ["x"] }, dates: { date: { preset: "this-month" } } };
  expect(questionOf(dashboard, chosen, today).filters).toEqual([
    { column: "date", from: "2024-05-01", to: "2024-05-15" },
    { column: "category", values: ["FOOD", null] },
  ]);
});

it("compares a month that has begun with as much of the month before", () => {
  const chosen = { dates: { date: { preset: "this-month" } }, compare: true };
  expect(questionOf(dashboard, chosen, today).compare).toEqual({ from: "2024-04-01", to: "2024-04-15" });
  expect(questionOf(dashboard, { compare: true }, today).compare).toBeUndefined();
});

it("forgets clicks on panels that are gone", () => {
  expect(questionOf(dashboard, { picked: [{ panel: 7, value: "x" }] }, today).selections).toEqual([]);
});

it("takes a second click on the same mark back, and one on another mark of the panel instead", () => {
  const first = withPick([], { panel: 0, value: "FOOD" });
  expect(withPick(first, { panel: 0, value: "FOOD" })).toEqual([]);
  expect(withPick(first, { panel: 0, value: "RENT" })).toEqual([{ panel: 0, value: "RENT" }]);
  expect(withPick(first, { panel: 1, value: null })).toHaveLength(2);
});
