import { useEffect, useRef, useState } from "react";
import type { Schemas } from "../../api/client";
import { type Failure, failureOf } from "../../api/failure";
import { server } from "../../api/server";
import { freshId } from "./identifiers";
import type { Ran } from "./kept";

/** A statement, and where in the editor's text it begins. */
export interface Statement {
  text: string;
  begin: number;
}

/** How the last statement ended. */
export type Outcome =
  | { kind: "rows"; statement: Statement; result: Schemas["SqlResult"] }
  | { kind: "failed"; statement: Statement; failure: Failure }
  | { kind: "cancelled"; statement: Statement };

interface Running {
  id: string;
  since: number;
  abort: AbortController;
}

/** Runs one statement at a time, can cancel it, and keeps how the last one ended until the next has. */
export function useStatement(slug: string, onEnd: (ran: Ran) => void) {
  const [running, setRunning] = useState<Running>();
  const [outcome, setOutcome] = useState<Outcome>();
  const current = useRef<Running>(undefined);

  useEffect(() => () => current.current?.abort.abort(), [slug]);

  const run = async (statement: Statement) => {
    if (current.current) return;
    const one = { id: freshId(), since: Date.now(), abort: new AbortController() };
    current.current = one;
    setRunning(one);
    const ended = await ask(slug, statement, one);
    current.current = undefined;
    setRunning(undefined);
    setOutcome(ended);
    onEnd(ranOf(ended, one.since));
  };

  const cancel = () => {
    const one = current.current;
    if (!one) return;
    one.abort.abort();
    // Hanging up ends it as well; a proxy in between may not pass that on.
    server.DELETE("/api/p/{slug}/sql/{query}", { params: { path: { slug, query: one.id } } }).catch(() => {});
  };

  return { running, outcome, run, cancel };
}

async function ask(slug: string, statement: Statement, { id, abort }: Running): Promise<Outcome> {
  try {
    const { data, error } = await server.POST("/api/p/{slug}/sql", {
      params: { path: { slug } },
      body: { statement: statement.text, query_id: id },
      signal: abort.signal,
    });
    if (data) return { kind: "rows", statement, result: data };
    const failure = failureOf(error);
    return failure.code === "sql_cancelled" ? { kind: "cancelled", statement } : { kind: "failed", statement, failure };
  } catch (thrown) {
    if (abort.signal.aborted) return { kind: "cancelled", statement };
    return { kind: "failed", statement, failure: failureOf(thrown) };
  }
}

function ranOf(outcome: Outcome, since: number): Ran {
  const ran: Ran = { statement: outcome.statement.text, at: new Date(since).toISOString(), milliseconds: Date.now() - since };
  if (outcome.kind === "rows") return { ...ran, rows: outcome.result.row_count, milliseconds: outcome.result.elapsed_ms };
  return { ...ran, error: outcome.kind === "failed" ? outcome.failure.message : "Cancelled" };
}
