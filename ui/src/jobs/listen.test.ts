import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { listen } from "./listen";
import { type Heard, NOTHING_SEEN, hearAll } from "./sight";

class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static last: Stream;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Stream.last = this;
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
  say(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const brief = { id: "job-1", pipeline: "p", trigger: "manual", startedAt: "2024-05-01T12:00:00Z", clean: false, publish_anyway: false };
let sight = NOTHING_SEEN;
const tell = (news: Heard[]) => {
  sight = hearAll(sight, news);
};
const ask = vi.fn();
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Stream);
  sight = NOTHING_SEEN;
  ask.mockReset();
  stop = listen({ events: "/events", ask }, tell);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("empties the log whenever the connection is made anew", () => {
  for (let i = 0; i < 2; i++) {
    Stream.last.dispatchEvent(new Event("open"));
    Stream.last.say("log", { at: brief.startedAt, text: "The run began." });
  }
  vi.advanceTimersByTime(100);
  expect(sight.log).toHaveLength(1);
});

it("closes at the end, so that the browser does not come again", () => {
  Stream.last.say("record", { ...brief, status: "completed" });
  Stream.last.say("end", {});
  vi.advanceTimersByTime(100);
  expect(sight.ended).toBe(true);
  expect(sight.job?.status).toBe("completed");
  expect(Stream.last.readyState).toBe(Stream.CLOSED);
});

it("asks every two seconds once events are refused, until the run has ended", async () => {
  ask.mockResolvedValueOnce({ ...brief, status: "running" }).mockResolvedValueOnce({ ...brief, status: "failed" });
  Stream.last.close();
  Stream.last.dispatchEvent(new Event("error"));
  await vi.advanceTimersByTimeAsync(100);
  expect(sight.by).toBe("asking");
  expect(sight.job?.status).toBe("running");
  await vi.advanceTimersByTimeAsync(2_100);
  expect(sight.job?.status).toBe("failed");
  expect(sight.ended).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

it("bears two broken connections and asks after the third", async () => {
  ask.mockResolvedValue({ ...brief, status: "running" });
  for (let i = 0; i < 2; i++) Stream.last.dispatchEvent(new Event("error"));
  await vi.advanceTimersByTimeAsync(100);
  expect(ask).not.toHaveBeenCalled();
  Stream.last.dispatchEvent(new Event("error"));
  await vi.advanceTimersByTimeAsync(100);
  expect(ask).toHaveBeenCalled();
});

it("asks when a proxy holds the events back", async () => {
  ask.mockResolvedValue({ ...brief, status: "running" });
  Stream.last.dispatchEvent(new Event("open"));
  await vi.advanceTimersByTimeAsync(6_100);
  expect(ask).toHaveBeenCalled();
});
