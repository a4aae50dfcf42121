import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it, vi } from "vitest";
import { renderInApp } from "../testing/render";
import { DataGrid } from "../parts/grid/DataGrid";
import { UploadList } from "./sources/UploadList";
import { chosen } from "./sources/uploads";
import { FilterChips } from "./tables/FilterChips";
import { FilterForm } from "./tables/FilterForm";

async function expectNoViolations() {
  // jsdom draws nothing, so that contrast is looked at in a real browser.
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

it("does not let a filter go out that the service would refuse, and says why", async () => {
  const onDone = vi.fn();
  renderInApp(<FilterForm column={{ name: "amount", type: "decimal(12,2)" }} onDone={onDone} />);
  await userEvent.type(screen.getByLabelText("Value"), "a lot");
  await userEvent.click(screen.getByRole("button", { name: "Filter rows" }));
  expect(screen.getByText("Write a number, such as 12.50.")).toBeInTheDocument();
  expect(onDone).not.toHaveBeenCalled();
  await userEvent.clear(screen.getByLabelText("Value"));
  await userEvent.type(screen.getByLabelText("Value"), "12.5{Enter}");
  expect(onDone).toHaveBeenCalledWith({ column: "amount", operator: "eq", value: "12.5" });
  await expectNoViolations();
});

it("asks for no value where an operator needs none", async () => {
  renderInApp(<FilterForm column={{ name: "note", type: "string" }} onDone={() => {}} />);
  await userEvent.selectOptions(screen.getByLabelText("Rows whose note"), "is null");
  expect(screen.queryByLabelText("Value")).not.toBeInTheDocument();
});

it("takes one filter away and leaves the others", async () => {
  const onChange = vi.fn();
  renderInApp(<FilterChips filters={["a:ge:1", "b:is_null"]} typeOf={() => "int64"} onChange={onChange} />);
  await userEvent.click(screen.getByRole("button", { name: "Remove the filter a is at least 1" }));
  expect(onChange).toHaveBeenCalledWith(["b:is_null"]);
  await expectNoViolations();
});

it("asks whether a file that is there may be replaced, and offers no second try for a name that cannot be", async () => {
  const onAgain = vi.fn();
  const there = { ...chosen(1, new File(["x"], "may.csv"), "orders", "2024"), state: "exists" as const };
  const impossible = { ...chosen(2, new File(["x"], "_draft.csv"), "orders", ""), state: "failed" as const, why: "Runs skip it." };
  renderInApp(<UploadList uploads={[there, impossible]} onStop={() => {}} onAgain={onAgain} onClear={() => {}} />);
  await userEvent.click(screen.getByRole("button", { name: "Replace 2024/may.csv" }));
  expect(onAgain).toHaveBeenCalledWith(1, true);
  expect(screen.queryByRole("button", { name: /Try again/ })).not.toBeInTheDocument();
  await expectNoViolations();
});

it("tells assistive technology how many rows a grid has, not how many are drawn", () => {
  renderInApp(<DataGrid label="Orders" columns={[{ name: "id", type: "int64" }]} rows={[[1]]} total={1_000_000} />);
  const grid = screen.getByRole("grid", { name: "Orders" });
  expect(grid).toHaveAttribute("aria-rowcount", "1000001");
  expect(within(grid).queryAllByRole("gridcell").length).toBeLessThan(100);
});
