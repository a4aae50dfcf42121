import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { renderInApp } from "../testing/render";
import { Palette } from "./Palette";

it("goes at Escape, and tells that it is gone", async () => {
  const close = vi.fn();
  renderInApp(<Palette slug="spending" onHelp={() => {}} onSignOut={() => {}} onClose={close} />);
  const search = await screen.findByLabelText("Go to, search, do");

  fireEvent.keyDown(search, { key: "Escape" });

  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(screen.queryByLabelText("Go to, search, do")).toBeNull();
});

it("goes when something was chosen", async () => {
  const close = vi.fn();
  const help = vi.fn();
  renderInApp(<Palette slug={undefined} onHelp={help} onSignOut={() => {}} onClose={close} />);

  fireEvent.click(await screen.findByText("Keyboard and help"));

  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(help).toHaveBeenCalledOnce();
});
