import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Schemas } from "../api/client";
import { takeHandedOver } from "../drop/handover";
import { expectAccessible } from "../testing/accessible";
import { renderPage } from "../testing/page";
import { answer, asked, refusal } from "../testing/service";
import { HomePage } from "./HomePage";

type Pipeline = Schemas["PipelineSummary"];

const pipeline = (slug: string, fields: Partial<Pipeline> = {}): Pipeline => ({
  slug,
  health: "ok",
  sources: 1,
  tables: [{ id: "t", name: "Readings" }],
  hasPreview: false,
  ...fields,
});

const templates = [
  { name: "blank", title: "Blank", description: "Empty.", sources: [], tables: [], dashboards: [], sampleFiles: 0 },
  { name: "shop", title: "Web Shop", description: "Orders.", sources: ["a"], tables: ["b"], dashboards: ["c"], sampleFiles: 3 },
];

function show(pipelines: Pipeline[], at = "/") {
  let preferences = { starred: [] as string[], theme: "system", sort: "name" };
  answer("GET /api/pipelines", () => ({ pipelines }));
  answer("GET /api/templates", () => ({ templates }));
  answer("GET /api/preferences", () => preferences);
  answer("PUT /api/preferences", async (request) => (preferences = (await request.json()) as typeof preferences));
  return renderPage({ page: HomePage, path: "/", at });
}

const names = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);

it("shows every pipeline with how it is, and what is wrong with one that is damaged", async () => {
  show([pipeline("bank"), pipeline("attic", { health: "damaged", trouble: "pipeline.json is missing." })]);

  await waitFor(() => expect(names()).toEqual(["attic", "bank"]));
  const attic = within(screen.getAllByRole("article")[0]!);
  expect(attic.getByText("Damaged")).toBeVisible();
  expect(attic.getByText("pipeline.json is missing.")).toBeVisible();
  await expectAccessible();
});

it("searches by what the address says, and says how to see everything again", async () => {
  show([pipeline("bank"), pipeline("attic")], "/?q=nothing");

  await userEvent.click(await screen.findByRole("button", { name: "Show all" }));

  await waitFor(() => expect(names()).toEqual(["attic", "bank"]));
});

it("keeps a star for the next time, and puts its pipeline first", async () => {
  show([pipeline("attic"), pipeline("bank")]);

  await userEvent.click(await screen.findByRole("button", { name: "Give bank a star" }));

  await waitFor(() => expect(names()).toEqual(["bank", "attic"]));
  await waitFor(() => expect(asked).toContain("PUT /api/preferences"));
});

it("deletes a pipeline only when its name was typed", async () => {
  show([pipeline("bank")]);
  answer("DELETE /api/pipelines/bank", () => undefined);
  await userEvent.click(await screen.findByRole("button", { name: "More about bank" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const button = await screen.findByRole("button", { name: "Delete the pipeline" });
  expect(button).toBeDisabled();

  await userEvent.type(screen.getByLabelText("Type bank to delete it"), "bank");
  await userEvent.click(button);

  await waitFor(() => expect(asked).toContain("DELETE /api/pipelines/bank"));
});

it("begins with a place for files and with examples while there is nothing", async () => {
  show([]);

  await userEvent.click(await screen.findByRole("button", { name: /Web Shop/ }));

  expect(await screen.findByRole("radio", { name: /Web Shop/ })).toBeChecked();
  expect(screen.getByLabelText("Name")).toHaveValue("shop");
});

it("goes to the first run of a pipeline that was made of a template, and says in place when the name is taken", async () => {
  show([pipeline("shop")], "/?new=shop");
  answer("POST /api/pipelines", () => ({ slug: "my-shop", job: "job-1" }));
  const name = await screen.findByLabelText("Name");
  await userEvent.clear(name);
  await userEvent.type(name, "Shop");
  expect(screen.getByText('There is a pipeline "shop" already.')).toBeVisible();

  await userEvent.clear(name);
  await userEvent.type(name, "My Shop{Enter}");

  expect(await screen.findByText("went to /p/my-shop/jobs/job-1")).toBeVisible();
});

it("hands chosen files over to the page that looks at them", async () => {
  const { container } = show([pipeline("bank")]);
  await screen.findByRole("button", { name: "Choose files" });
  const file = new File(["a\n1\n"], "may.csv");

  await userEvent.upload(container.querySelector<HTMLInputElement>("input[type=file]")!, file);

  expect(await screen.findByText("went to /drop")).toBeVisible();
  expect(takeHandedOver()).toEqual([file]);
});

it("says why the list does not come, and asks again when told to", async () => {
  show([]);
  answer("GET /api/pipelines", () => refusal(503, "store_unavailable", "The store does not answer."));
  expect(await screen.findByText("The store does not answer.")).toBeVisible();
  answer("GET /api/pipelines", () => ({ pipelines: [pipeline("bank")] }));

  await userEvent.click(screen.getByRole("button", { name: "Try again" }));

  await waitFor(() => expect(names()).toEqual(["bank"]));
});
