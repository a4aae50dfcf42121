import { screen } from "@testing-library/react";
import axe from "axe-core";
import { beforeEach, expect, it, vi } from "vitest";
import { LongTable } from "../parts/LongTable";
import { renderInApp } from "../testing/render";
import { RowAccountBar } from "./RowAccountBar";
import { RowAccountPicture } from "./RowAccountPicture";

const account = { read: 12, written: 9, rejected: 2, deduped: 1 };

async function violations(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.map((violation) => violation.id);
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(37);
});

it("says where the rows went in numbers and in a sentence", async () => {
  const { container } = renderInApp(<RowAccountPicture account={account} />);
  expect(screen.getByText("Nothing is missing: every row that was read is in one of these.")).toBeVisible();
  expect(screen.getByRole("img", { name: "12 rows read: 9 written, 2 left out, 1 duplicate" })).toBeVisible();
  expect(await violations(container)).toEqual([]);
});

it("says in the list what was left out, and of nothing that there was none", () => {
  const { container } = renderInApp(<RowAccountBar account={{ ...account, deduped: 0, read: 11 }} />);
  expect(container).toHaveTextContent("11 read · 9 written · 2 left out");
  expect(container).not.toHaveTextContent("duplicate");
});

it("draws a few of ten thousand rows, tells how many there are, and stays a table", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `row ${i}`);
  const { container } = renderInApp(
    <LongTable label="Rows" columns={[{ name: "Name" }]} rows={rows} keyOf={(row) => row} cells={(row) => <td>{row}</td>} />,
  );
  expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "10001");
  expect(screen.getByText("row 0")).toBeVisible();
  expect(container.querySelectorAll("tr").length).toBeLessThan(60);
  expect(await violations(container)).toEqual([]);
});
