import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, expect, it, vi } from "vitest";
import { renderInApp } from "../../testing/render";
import { Comparison } from "./Comparison";
import { RestoreDialog } from "./RestoreDialog";
import { VersionList } from "./VersionList";

const mapping = (...columns: string[]) => ({
  mappings: [{ id: "m", name: "Clean", columns: columns.map((name) => ({ name, expr: { kind: "col", name } })) }],
});
const version = (number: number, config: unknown) =>
  Response.json(
    { version: number, at: "2024-05-01T12:00:00Z", size: 10, hash: "0".repeat(64), config },
    { headers: { ETag: `"v${number}"` } },
  );

const service = vi.hoisted(() => {
  const state: { restoring: () => Response; matched: string | null; version: (number: number) => Response } = {
    restoring: () => new Response(),
    matched: null,
    version: () => new Response(),
  };
  // A browser's request is against the page's address; Node's knows no page, nor the signals of jsdom.
  globalThis.Request = class extends Request {
    constructor(input: RequestInfo | URL, { signal: _, ...init }: RequestInit = {}) {
      super(typeof input === "string" ? new URL(input, "http://localhost") : input, init);
    }
  };
  globalThis.fetch = (input) => {
    const request = input as Request;
    const { pathname } = new URL(request.url);
    if (!pathname.endsWith("/restore")) return Promise.resolve(state.version(Number(pathname.split("/").at(-1))));
    state.matched = request.headers.get("If-Match");
    return Promise.resolve(state.restoring());
  };
  return state;
});

beforeEach(() => {
  service.version = (number) => version(number, number === 1 ? mapping("a") : mapping("a", "b"));
});

it("tells what changed from one version to another, and offers the older one back", async () => {
  const restore = vi.fn();
  const { container } = renderInApp(<Comparison slug="p" from={1} to={3} newest={3} onRestore={restore} />);
  expect(await screen.findByText("From version 1 to 3: 1 change")).toBeVisible();
  expect(screen.getByRole("heading", { name: 'Mapping "Clean"' })).toBeVisible();
  expect(screen.getByText("Added")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Restore version 1" }));
  expect(restore).toHaveBeenCalledWith(1);
  expect((await axe.run(container)).violations).toEqual([]);
});

it("restores only what the person has looked at, and says when somebody saved meanwhile", async () => {
  const restored = vi.fn();
  service.restoring = () => Response.json({ error: "precondition_failed", message: "Changed." }, { status: 412 });
  renderInApp(<RestoreDialog slug="p" version={1} newest={3} onRestored={restored} onClose={() => {}} />);
  expect(await screen.findByText("1 change to what holds now")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Restore version 1" }));
  expect(await screen.findByText("Somebody saved meanwhile")).toBeVisible();
  expect(service.matched).toBe('"v3"');
  const saved = { version: 4, problems: [], warnings: [] };
  service.restoring = () => Response.json(saved);
  await userEvent.click(screen.getByRole("button", { name: "Restore version 1" }));
  await waitFor(() => expect(restored.mock.calls[0]?.[0]).toEqual(saved));
});

it("lists versions with a named box each", async () => {
  const toggle = vi.fn();
  const versions = [{ version: 2, at: "2024-05-01T12:00:00Z", size: 6400, hash: "0".repeat(64), note: "<b>x</b>" }];
  const { container } = renderInApp(
    <VersionList versions={versions} chosen={[]} onToggle={toggle} onMore={undefined} loading={false} />,
  );
  await userEvent.click(screen.getByRole("checkbox", { name: "Compare version 2" }));
  expect(toggle).toHaveBeenCalledWith(2);
  expect(screen.getByText("6.4 kB")).toBeVisible();
  expect((await axe.run(container)).violations).toEqual([]);
});
