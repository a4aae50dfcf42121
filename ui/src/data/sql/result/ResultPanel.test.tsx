import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, expect, it, vi } from "vitest";
import { renderInApp } from "../../../testing/render";
import { ResultPanel } from "./ResultPanel";
import type { Result } from "./result";

const result: Result = {
  columns: [
    { name: "name", type: "VARCHAR" },
    { name: "amount", type: "DECIMAL(12,2)" },
  ],
  rows: [
    ["<b>x</b>", "1.50"],
    [null, "20.00"],
  ],
  cut_cells: [[0, 0]],
  truncated: true,
  row_count: 2,
  elapsed_ms: 12,
};

beforeEach(() => {
  // jsdom lays nothing out, and a grid shows only what has room.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
});

const show = () => renderInApp(<ResultPanel slug="p" statement="SELECT" result={result} stale={false} />);
const faults = async (container: Element) => (await axe.run(container)).violations.map(({ id }) => id);

it("says how many rows came, that there are more, and which values are cut", async () => {
  const { container } = show();
  expect(screen.getByText("First 2 rows in 12 ms")).toBeVisible();
  expect(screen.getByText(/There are more rows than these 2 rows/)).toBeVisible();
  expect(screen.getByText(/1 long value is shown only in part/)).toBeVisible();
  expect(await screen.findByText("<b>x</b> … (cut)")).toBeInTheDocument();
  expect(await faults(container)).toEqual([]);
});

it("copies the value that has the focus", async () => {
  const write = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: write } });
  show();
  fireEvent.keyDown(await screen.findByText("20.00"), { key: "c", ctrlKey: true });
  expect(write).toHaveBeenCalledWith("20.00");
  vi.unstubAllGlobals();
});

it("offers a chart of the numbers, with its summary in words", async () => {
  const { container } = show();
  await userEvent.click(screen.getByRole("tab", { name: "Chart" }));
  expect(screen.getByText(/Bar chart with 2 labels/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "View as table" }));
  expect(screen.getByRole("rowheader", { name: "<b>x</b>" })).toBeVisible();
  expect(await faults(container)).toEqual([]);
}, 20_000);
