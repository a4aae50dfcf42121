import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { renderInApp } from "../testing/render";
import { SearchField } from "./SearchField";

/** Follows what is searched for only after a while, as an address does. */
function Slow({ told }: { told: (value: string) => void }) {
  const [value, setValue] = useState("");
  const follow = (wanted: string) => {
    told(wanted);
    setTimeout(() => setValue(wanted), 50);
  };
  return (
    <>
      <SearchField label="Search" value={value} onSearch={follow} />
      <p>searching for {value}</p>
      <button onClick={() => setValue("")}>Clear</button>
    </>
  );
}

it("keeps every letter that is typed, and tells them once there is a pause", async () => {
  const told = vi.fn();
  renderInApp(<Slow told={told} />);

  await userEvent.type(screen.getByRole("searchbox", { name: "Search" }), "month energy");

  expect(screen.getByRole("searchbox")).toHaveValue("month energy");
  await waitFor(() => expect(told).toHaveBeenLastCalledWith("month energy"));
});

it("follows when the search is taken back elsewhere", async () => {
  renderInApp(<Slow told={() => {}} />);
  await userEvent.type(screen.getByRole("searchbox"), "x");
  await screen.findByText("searching for x");

  await userEvent.click(screen.getByRole("button", { name: "Clear" }));

  expect(screen.getByRole("searchbox")).toHaveValue("");
});
