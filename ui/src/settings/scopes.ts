import type { Schemas } from "../api/client";

/** What a token may do, in words. */
export const SCOPES: Record<Schemas["Scope"], { label: string; about: string }> = {
  read: { label: "Read", about: "Lists pipelines, reads tables and dashboards, asks SQL. It changes nothing." },
  write: { label: "Read and write", about: "Also uploads files, starts runs, changes and deletes pipelines. Not the password, and not tokens." },
};
