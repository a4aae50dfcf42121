import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { expectAccessible } from "../testing/accessible";
import { renderPage } from "../testing/page";
import { answer, asked, refusal } from "../testing/service";
import { SettingsPage } from "./SettingsPage";

const amount = (bytes: number) => ({ objects: 1, bytes });

const facts = {
  version: "1.2.3",
  store: { place: "http://store:9000", bucket: "karet-data", embedded: false },
  worker: { reachable: false, sentence: "The worker at http://worker:3001 does not answer." },
  limits: {
    uploadBytes: 1e9,
    importBytes: 1e9,
    importEntries: 1000,
    importRatio: 200,
    querySeconds: 30,
    queryRows: 10_000,
    queryMemoryBytes: 5e8,
    queriesAtOnce: 2,
    cacheBytes: 1e9,
  },
  storage: {
    complete: true,
    countedAt: "2024-05-01T12:00:00Z",
    pipelines: [
      { slug: "small", counted: true, raw: amount(1000), clean: amount(500), other: amount(0) },
      { slug: "large", counted: true, raw: amount(8000), clean: amount(500), other: amount(0) },
    ],
  },
};

const token = { id: "0123456789abcdef", name: "Nightly upload", scope: "write", createdAt: "2024-05-01T12:00:00Z" };

function show(tokens: (typeof token)[] = []) {
  answer("GET /api/facts", () => facts);
  answer("GET /api/auth/tokens", () => ({ tokens }));
  answer("GET /api/preferences", () => ({ starred: [], theme: "system", sort: "recent" }));
  renderPage({ page: SettingsPage, path: "/settings" });
}

it("tells what the service is and what every pipeline takes, the largest first", async () => {
  show([token]);

  const storage = within(await screen.findByRole("region", { name: "Storage" }));
  await waitFor(() => expect(storage.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual(["large", "small"]));
  expect(storage.getByText("10 kB")).toBeVisible();
  expect(screen.getByText("Does not answer")).toBeVisible();
  expect(screen.getByText("1.2.3")).toBeVisible();
  await expectAccessible();
});

it("shows a new token's secret, which no stray key takes away", async () => {
  show();
  answer("POST /api/auth/tokens", () => ({ ...token, token: "karet_secret" }));
  await userEvent.click(await screen.findByRole("button", { name: "New token" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Name" }), "Nightly upload{Enter}");
  const secret = await screen.findByDisplayValue("karet_secret");

  await userEvent.keyboard("{Escape}");

  expect(secret).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "I have stored it" }));
  await waitFor(() => expect(secret).not.toBeInTheDocument());
});

it("revokes a token after asking", async () => {
  show([token]);
  answer(`DELETE /api/auth/tokens/${token.id}`, () => undefined);
  await userEvent.click(await screen.findByRole("button", { name: "Revoke Nightly upload" }));
  expect(asked).not.toContain(`DELETE /api/auth/tokens/${token.id}`);

  await userEvent.click(await screen.findByRole("button", { name: "Revoke the token" }));

  await waitFor(() => expect(asked).toContain(`DELETE /api/auth/tokens/${token.id}`));
});

it("says at the field that the current password is another", async () => {
  show();
  answer("PATCH /api/auth/me", () => refusal(403, "wrong_password", "no"));

  await userEvent.type(await screen.findByLabelText("Current password"), "not this");
  await userEvent.type(screen.getByLabelText("New password"), "long enough{Enter}");

  expect(await screen.findByText("This is not the current password.")).toBeVisible();
  expect(screen.getByLabelText("Current password")).toBeInvalid();
});

it("keeps the chosen look in the bucket", async () => {
  show();
  let kept: unknown;
  answer("PUT /api/preferences", async (request) => (kept = await request.json()));

  await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));

  await waitFor(() => expect(kept).toEqual({ starred: [], theme: "dark", sort: "recent" }));
});
