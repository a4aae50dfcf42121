import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { expectAccessible } from "../testing/accessible";
import { renderPage } from "../testing/page";
import { answer, refusal } from "../testing/service";
import { DashboardPage } from "./DashboardPage";
import { dashboardSearch } from "./search";

vi.mock("./Drawing", () => ({ Drawing: ({ label }: { label: string }) => <p role="img" aria-label={label} /> }));

const HOSTILE = '<img src=x onerror=alert(1)> ‮ 🦊 & "quotes"';

const DASHBOARD = {
  id: "overview",
  name: "Where it goes",
  analytic_table_id: "transactions",
  filters: [
    { kind: "dropdown", column: "category", label: "Category" },
    { kind: "date_range", column: "date", label: "Date" },
  ],
  panels: [
    { kind: "kpi", title: "Total", column: "amount", agg: "sum", format: "currency", currency: "CAD" },
    { kind: "doughnut", title: "By category", group_by: "category", value: "amount", agg: "sum" },
    { kind: "table", title: "Rows", columns: ["date", "amount"] },
    { kind: "bar", title: "Broken", group_by: "gone", value: "amount", agg: "sum" },
  ],
};

const DATA = {
  snapshot: { at: "2026-11-25T12:00:00Z", commit: 3 },
  panels: [
    { index: 0, kind: "kpi", data: { value: "1234.50" } },
    { index: 1, kind: "doughnut", data: { points: [{ key: HOSTILE, value: 9 }, { key: null, value: 1 }], groups: 2 } },
    { index: 2, kind: "table", data: { columns: [{ name: "date", type: "date" }, { name: "amount", type: "decimal(12,2)" }], rows: [["2024-01-01", null]], total: 2 } },
    { index: 3, kind: "bar", error: { code: "unknown_column", message: 'The table has no column "gone".', hint: "Save the dashboard again." } },
  ],
  options: [{ column: "category", values: [{ value: HOSTILE, rows: 9 }, { value: null, rows: 1 }] }],
};

async function show(search = "") {
  answer("GET /api/p/spending/dashboards/overview", () => DASHBOARD);
  renderPage({
    page: DashboardPage,
    path: "/p/$slug/dashboards/$name",
    at: `/p/spending/dashboards/overview${search}`,
    validateSearch: (given) => dashboardSearch.parse(given),
  });
}

it("shows every panel, the broken one as an error in its place", async () => {
  answer("POST /api/p/spending/dashboards/overview/data", () => DATA);
  await show();
  expect(await screen.findByText("CA$1,234.50")).toBeVisible();
  expect(within(screen.getByRole("group", { name: "Broken" })).getByRole("alert")).toHaveTextContent('The table has no column "gone". Save the dashboard again.');
  const rows = within(screen.getByRole("group", { name: "Rows" }));
  expect(rows.getByText("null")).toBeVisible();
  expect(rows.getByRole("link", { name: "All rows" })).toHaveAttribute("href", "/p/spending/data/tables/transactions");
  await expectAccessible();
});

it("shows a chart as a table, whose names filter the other panels, and takes the pick back by its chip", async () => {
  const questions: unknown[] = [];
  answer("POST /api/p/spending/dashboards/overview/data", async (request) => {
    questions.push(await request.json());
    return DATA;
  });
  await show();
  await userEvent.click(await screen.findByRole("button", { name: "Show By category as a table" }));
  await userEvent.click(screen.getByRole("button", { name: HOSTILE }));
  await waitFor(() => expect(questions.at(-1)).toMatchObject({ selections: [{ panel: 1, value: HOSTILE }] }));
  await expectAccessible();
  await userEvent.click(screen.getByRole("button", { name: `Clear By category: ${HOSTILE}` }));
  await waitFor(() => expect(questions.at(-1)).toMatchObject({ selections: [] }));
});

it("asks for what is chosen in the filters", async () => {
  const questions: unknown[] = [];
  answer("POST /api/p/spending/dashboards/overview/data", async (request) => {
    questions.push(await request.json());
    return DATA;
  });
  await show();
  await userEvent.click(await screen.findByRole("combobox", { name: "Category" }));
  await userEvent.click(await screen.findByRole("option", { name: /\(empty\)/ }));
  await waitFor(() => expect(questions.at(-1)).toMatchObject({ filters: [{ column: "category", values: [null] }] }));
  await userEvent.click(screen.getByRole("button", { name: "Clear all" }));
  await waitFor(() => expect(questions.at(-1)).toMatchObject({ filters: [] }));
});

it("offers to compare once days are chosen", async () => {
  answer("POST /api/p/spending/dashboards/overview/data", () => ({ ...DATA, panels: [{ index: 0, kind: "kpi", data: { value: "90", previous: "100" } }] }));
  await show(`?dates=${encodeURIComponent(JSON.stringify({ date: { from: "2024-02-01", to: "2024-02-10" } }))}&compare=true`);
  expect(await screen.findByRole("switch", { name: "Compare with 2024-01-22 to 2024-01-31" })).toBeChecked();
  expect(await screen.findByText("−CA$10.00 (−10%) against CA$100.00 before")).toBeVisible();
});

it("leads to the runs while its table is not published", async () => {
  answer("POST /api/p/spending/dashboards/overview/data", () => refusal(409, "table_not_published", "Not yet."));
  await show();
  expect(await screen.findByRole("link", { name: "Go to the runs" })).toHaveAttribute("href", "/p/spending/jobs");
});

it("says that there is no such dashboard, and where the others are", async () => {
  answer("GET /api/p/spending/dashboards/gone", () => refusal(404, "dashboard_not_found", "There is no dashboard."));
  renderPage({ page: DashboardPage, path: "/p/$slug/dashboards/$name", at: "/p/spending/dashboards/gone" });
  expect(await screen.findByText(/spending has no dashboard “gone”/)).toBeVisible();
  expect(screen.getByRole("link", { name: "All dashboards" })).toHaveAttribute("href", "/p/spending/dashboards");
  await expectAccessible();
});
