import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it, vi } from "vitest";
import { renderInApp } from "../../testing/render";
import { NameDialog } from "./NameDialog";
import { OutcomePanel } from "./OutcomePanel";

const statement = { text: "SELECT amout", begin: 0 };

it("says what is wrong, how to mend it and where, and leads there", async () => {
  const show = vi.fn();
  const details = { offset: 7, line: 1, column: 8, hint: 'Did you mean "amount"?' };
  const failure = { code: "sql_refused", message: 'There is no column "amout".', details, requestId: undefined };
  const { container } = renderInApp(
    <OutcomePanel slug="p" outcome={{ kind: "failed", statement, failure }} running={false} onShowFault={show} />,
  );
  expect(screen.getByRole("alert")).toHaveTextContent('There is no column "amout".Did you mean "amount"?Line 1, column 8');
  await userEvent.click(screen.getByRole("button", { name: "Show it" }));
  expect(show).toHaveBeenCalled();
  expect((await axe.run(container)).violations).toEqual([]);
});

it("asks before a name takes the place of another query", async () => {
  const name = vi.fn();
  renderInApp(
    <NameDialog title="Save query" initial="" taken={["Old"]} does="Save query" replacing="asked" onName={name} onClose={() => {}} />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Save query" }));
  expect(screen.getByText("Give it a name.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Name"), "Old");
  expect(screen.getByRole("alert")).toHaveTextContent("replaces its statement");
  await userEvent.click(screen.getByRole("button", { name: "Replace query" }));
  expect(name).toHaveBeenCalledWith("Old");
});
