import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { server } from "../api/server";
import { expectAccessible } from "../testing/accessible";
import { renderPage } from "../testing/page";
import { answer, refusal } from "../testing/service";
import { Navigation } from "./Navigation";
import { Palette } from "./Palette";
import { PipelineFrame } from "./PipelineFrame";

function answerPipeline() {
  answer("GET /api/pipelines", () => ({ pipelines: [{ slug: "spending", tables: [{ id: "t", name: "Transactions" }] }] }));
  answer("GET /api/p/spending/dashboards", () => ({ dashboards: [{ name: "overview", title: "Where it goes", panels: 2 }] }));
  answer("GET /api/p/spending/tables", () => ({ tables: [{ id: "transactions", name: "Transactions", columns: [] }] }));
}

const nothing = () => {};

it("finds a dashboard of the open pipeline by a few letters and goes there by Enter", async () => {
  answerPipeline();
  renderPage({ path: "/p/$slug/jobs", at: "/p/spending/jobs", page: () => <Palette slug="spending" onHelp={nothing} onSignOut={nothing} onClose={nothing} /> });
  const search = await screen.findByLabelText("Go to, search, do");
  await screen.findByText("Where it goes");
  await expectAccessible();
  await userEvent.type(search, "goes{Enter}");
  expect(await screen.findByText("went to /p/spending/dashboards/overview")).toBeVisible();
});

it("runs the open pipeline and goes to its run", async () => {
  answerPipeline();
  answer("POST /api/p/spending/jobs", () => ({ id: "job-1700000000000-a1b2c3", pipeline: "spending", status: "scheduled" }));
  renderPage({ path: "/p/$slug/data", at: "/p/spending/data", page: () => <Palette slug="spending" onHelp={nothing} onSignOut={nothing} onClose={nothing} /> });
  await userEvent.click(await screen.findByText("Run this pipeline"));
  expect(await screen.findByText("went to /p/spending/jobs/job-1700000000000-a1b2c3")).toBeVisible();
});

it("closes the palette by Escape", async () => {
  answerPipeline();
  let closed = false;
  renderPage({ path: "/", page: () => <Palette slug={undefined} onHelp={nothing} onSignOut={nothing} onClose={() => (closed = true)} /> });
  await userEvent.type(await screen.findByLabelText("Go to, search, do"), "{Escape}");
  await waitFor(() => expect(closed).toBe(true));
});

it("says where one is, also on the page of one table", async () => {
  renderPage({ path: "/p/$slug/data/tables/$table", at: "/p/spending/data/tables/transactions", page: () => <Navigation slug="spending" /> });
  expect(await screen.findByRole("link", { name: "Tables" })).toHaveAttribute("aria-current", "location");
  expect(screen.getByRole("link", { name: "Sources" })).not.toHaveAttribute("aria-current");
});

it("says that there is no such pipeline, whichever page of it was asked for", async () => {
  answer("GET /api/p/nope/tables", () => refusal(404, "pipeline_config_not_found", "There is no pipeline."));
  renderPage({ path: "/p/$slug", at: "/p/nope", page: PipelineFrame });
  // What the page would ask; the frame listens once it is there.
  await waitFor(async () => {
    await act(async () => {
      await server.GET("/api/p/{slug}/tables", { params: { path: { slug: "nope" } } });
    });
    expect(screen.getByText(/There is no pipeline called “nope”/)).toBeVisible();
  });
  expect(screen.getByRole("link", { name: "All pipelines" })).toHaveAttribute("href", "/");
});
