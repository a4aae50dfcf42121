import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { server } from "../../api/server";
import { renderInApp } from "../../testing/render";
import { ScheduleEditor } from "./ScheduleEditor";

it("tells what is wrong with the times where they are written, and keeps them", async () => {
  const fault = { kind: "bad_cron", path: "/cron", message: 'The minute, "99", is not one of a schedule.', hint: "Use numbers of 0 to 59." };
  const put = vi.spyOn(server, "PUT").mockResolvedValue({
    error: { error: "invalid_schedule", message: fault.message, details: [fault] },
    response: new Response(null, { status: 422 }),
  } as never);
  const schedule = { cron: "*/99 6 * * *", zone: "Europe/Berlin", enabled: true, auto_run: true, next: [] };
  renderInApp(<ScheduleEditor slug="spending" schedule={schedule} onClose={() => {}} />);
  const times = await screen.findByLabelText(/Minute, hour/);
  fireEvent.change(times, { target: { value: "99 6 * * *" } });
  fireEvent.click(screen.getByRole("button", { name: "Save schedule", hidden: true }));
  expect(await screen.findByText('The minute, "99", is not one of a schedule. Use numbers of 0 to 59.')).toBeVisible();
  expect(times).toHaveValue("99 6 * * *");
  expect(put).toHaveBeenCalledWith("/api/p/{slug}/schedule", {
    params: { path: { slug: "spending" } },
    body: { cron: "99 6 * * *", zone: "Europe/Berlin", enabled: true, auto_run: true },
  });
}, 20_000);
