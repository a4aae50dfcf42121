import { configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { expectAccessible } from "../testing/accessible";
import { renderPage } from "../testing/page";
import { answer, refusal } from "../testing/service";
import { DropPage } from "./DropPage";
import { columnFor, detectionFor } from "./testing";

// Two cores may be shared with a whole build.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const ID = "a".repeat(32);
const OTHER = "b".repeat(32);
const RUN = { id: "j1", pipeline: "bank", status: "scheduled", trigger: "manual", startedAt: "2026-01-01T00:00:00Z", clean: false, publish_anyway: false };

const detection = detectionFor(
  [
    columnFor(0, { header: "Tag", name: "tag", type: "date", role: "date", ambiguous: true, dateFormat: "%d.%m.%Y", min: "2024-01-01", max: "2024-03-02",
      dateFormats: [{ format: "%d.%m.%Y", type: "date", rate: 1 }, { format: "%m.%d.%Y", type: "date", rate: 1 }] }),
    columnFor(1, { header: "Betrag", name: "betrag", type: "decimal(18,2)", role: "amount", misfits: { count: 1, examples: [{ line: 812, value: "viel" }] } }),
  ],
  {
    rows: { read: 120_000, fitting: 119_999, rejected: 1, malformed: 0 },
    partition: { column: "tag", granularity: "month" },
    rejects: [{ line: 812, column: 1, value: "viel", reason: "no number" }],
    preview: [{ line: 2, cells: [{ raw: "03.04.2024", value: "2024-04-03" }, { raw: "viel", fault: "no number" }] }],
  },
);

const asked: { route: string; body: unknown }[] = [];

/** Answers, and keeps what was sent. */
function told(route: string, give: (body: unknown) => unknown) {
  answer(route, async (request) => {
    const body: unknown = await request.json();
    asked.push({ route, body });
    return give(body);
  });
}

beforeEach(() => {
  // jsdom lays nothing out, and a grid shows only what has room.
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1200);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
  sessionStorage.clear();
  asked.length = 0;
  answer(`GET /api/drops/${ID}`, () => ({ id: ID, name: "bank.csv", size: 3_000_000 }));
  answer("GET /api/pipelines", () => ({ pipelines: [] }));
  told(`POST /api/drops/${ID}/detect`, () => detection);
});

const show = (search = `?files=${ID}`) =>
  renderPage({ page: DropPage, path: "/drop", at: `/drop${search}`, validateSearch: (given) => given });

it("asks for files, and refuses a spreadsheet with what to do instead", async () => {
  const { container } = show("");
  expect(await screen.findByText("Drop CSV files here")).toBeVisible();
  const picker = container.querySelector<HTMLInputElement>("input[type=file]");
  if (!picker) throw new Error("There is no file picker.");
  await userEvent.upload(picker, new File(["x"], "book.xlsx"), { applyAccept: false });
  expect(await screen.findByText(/Save the sheet as CSV/)).toBeVisible();
});

it("shows what a file is, what does not fit, and what will be made, and finds it again after a reload", async () => {
  show();
  expect(await screen.findByText("120,000 rows, 2 columns: dates and amounts with comma decimals.")).toBeVisible();
  expect(screen.getByText("bank.csv: checked all 120,000 rows")).toBeVisible();
  expect(screen.getByText(/1 row would be left out. The first is on line 812: no number/)).toBeVisible();
  expect(screen.getByLabelText("Pipeline")).toHaveValue("bank");
  expect(screen.getByText(/By tag: 3 partitions/)).toBeVisible();
  expect(screen.getByText(/With number of rows, total Betrag, trend over Tag and table of rows/)).toBeVisible();
  expect(await screen.findByTitle("no number")).toHaveTextContent("viel");
  await expectAccessible();
});

it("asks whether the day or the month is first, and reads the file again by the answer", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "03.04.2024 is 4 March 2024" }));
  await vi.waitFor(() => expect(asked.at(-1)?.body).toMatchObject({ columns: [{ index: 0, type: "date", dateFormat: "%m.%d.%Y" }] }));
});

it("offers to read a word as empty, and does", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: /betrag: 1 does not fit/ }));
  expect(await screen.findByText(/1 row is left out, because the value is no amount/)).toBeInTheDocument();
  await userEvent.click(screen.getByText("Read “viel” as empty"));
  await vi.waitFor(() => expect(asked.at(-1)?.body).toMatchObject({ format: { null_values: ["", "viel"] } }));
});

it("makes a pipeline with one press when nothing is changed", async () => {
  told("POST /api/drops/make", () => ({ slug: "bank", container: "bank_raw", table: "bank", dashboard: "bank", job: RUN }));
  answer("GET /api/p/bank/jobs/j1", () => ({ ...RUN, status: "completed", rows_written: 119_999, rows_rejected: 1 }));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Make it and run" }));
  expect(await screen.findByText("went to /p/bank/dashboards/bank")).toBeVisible();
  expect(asked.at(-1)?.body).toEqual({ drops: [ID], slug: "bank", name: "Bank", choices: { dashboard: true } });
  expect(screen.getByText(/119,999 rows written, 1 row left out/)).toBeVisible();
});

it("says in place why nothing was made, and keeps everything", async () => {
  answer("POST /api/drops/make", () => refusal(409, "already_exists", 'There is a pipeline "bank" already.'));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Make it and run" }));
  expect(await screen.findByText('There is a pipeline "bank" already.')).toBeVisible();
  expect(screen.getByLabelText("Pipeline")).toHaveValue("bank");
});

it("tells files of different columns apart", async () => {
  answer(`GET /api/drops/${OTHER}`, () => ({ id: OTHER, name: "shops.csv", size: 30 }));
  answer(`POST /api/drops/${OTHER}/detect`, () => detectionFor([columnFor(0)], { signature: "two" }));
  show(`?files=${ID},${OTHER}`);
  expect(await screen.findByText(/The files have 2 different sets of columns/)).toBeVisible();
  const target = within(screen.getByRole("region", { name: "What will be made" }));
  expect(target.getAllByLabelText("Table").map((field) => (field as HTMLInputElement).value)).toEqual(["Bank", "Shops"]);
});

it("compares with a source, and adds rows that would be lost only when a person says so", async () => {
  answer("GET /api/pipelines", () => ({ pipelines: [{ slug: "home", health: "ok", sources: 1, tables: [], hasPreview: false }] }));
  answer("GET /api/p/home/config", () => ({ source_containers: [{ id: "bank_raw", name: "Bank", schema: [{ name: "Tag" }, { name: "Betrag" }] }] }));
  answer(`POST /api/drops/${ID}/compare`, () => ({
    fits: false,
    loses: true,
    rows: 120_000,
    rejected: 1,
    findings: [{ kind: "misfitting_cells", severity: "warning", message: "One value is no number.", count: 1, examples: [{ line: 812, value: "viel" }] }],
  }));
  told("POST /api/drops/append", () => ({ slug: "home", container: "bank_raw", job: RUN }));
  show(`?files=${ID}&pipeline=home&source=bank_raw`);
  expect(await screen.findByText("One value is no number.")).toBeVisible();
  const add = screen.getByRole("button", { name: "Add 119,999 rows" });
  expect(add).toBeDisabled();
  await userEvent.click(screen.getByLabelText(/1 of 120,000 rows will be left out/));
  await userEvent.click(add);
  await vi.waitFor(() => expect(asked.at(-1)?.body).toEqual({ drops: [ID], pipeline: "home", container: "bank_raw", replace: false, accept: true }));
});
