import type { Schemas } from "../api/client";
import type { Heard, LogLine } from "./sight";

/** Where a run's news come from. */
export interface Channel {
  events: string;
  /** The run's record as it is now. */
  ask: () => Promise<Schemas["JobBrief"]>;
}

const MOST_FAILURES = 3;
const SILENCE = 6_000;
const ASK_EVERY = 2_000;
const GATHER = 60;

/**
 * Listens to a run until it has ended, by events as long as they come and by asking when they do not; returns what stops it. News are told in
 * batches, so that a long log does not draw the page a thousand times.
 */
export function listen({ events, ask }: Channel, tell: (news: Heard[]) => void): () => void {
  let over = false;
  let failures = 0;
  let gathered: Heard[] = [];
  let source: EventSource | undefined;
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const after = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
    return timer;
  };
  const flush = () => {
    const news = gathered;
    gathered = [];
    if (news.length > 0) tell(news);
  };
  const hear = (heard: Heard) => {
    if (gathered.length === 0) after(GATHER, flush);
    gathered.push(heard);
  };
  const stop = () => {
    over = true;
    source?.close();
  };
  const end = () => {
    stop();
    hear({ kind: "end" });
  };

  const askOnce = async () => {
    try {
      const job = await ask();
      if (over) return;
      hear({ kind: "record", job });
      if (job.status === "completed" || job.status === "failed") return end();
    } catch {
      // The next question may be answered.
    }
    if (!over) after(ASK_EVERY, () => void askOnce());
  };
  const askFromNowOn = () => {
    source?.close();
    hear({ kind: "asking" });
    void askOnce();
  };

  if (typeof EventSource === "undefined") askFromNowOn();
  else {
    const stream = new EventSource(events);
    source = stream;
    const silence = after(SILENCE, askFromNowOn);
    const on = <T>(name: string, act: (data: T) => void) =>
      stream.addEventListener(name, (event) => {
        failures = 0;
        clearTimeout(silence);
        act(JSON.parse((event as MessageEvent<string>).data) as T);
      });
    stream.addEventListener("open", () => hear({ kind: "open" }));
    on<Schemas["JobBrief"]>("record", (job) => hear({ kind: "record", job }));
    on<Schemas["Progress"]>("progress", (progress) => hear({ kind: "progress", progress }));
    on<LogLine>("log", (line) => hear({ kind: "log", line }));
    on("end", end);
    stream.addEventListener("error", () => {
      if (over) return;
      failures++;
      // A refusal, of one listener too many say, closes the stream for good.
      if (stream.readyState === EventSource.CLOSED || failures >= MOST_FAILURES) {
        clearTimeout(silence);
        askFromNowOn();
      }
    });
  }

  return () => {
    stop();
    timers.forEach(clearTimeout);
  };
}
