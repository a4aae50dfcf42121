import { useEffect, useRef } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { forgetWhatRunsChange, useLatestRuns } from "./useRun";

/** Which runs a list shows. */
export interface JobFilter {
  status?: Schemas["JobStatus"] | undefined;
  trigger?: string | undefined;
}

/** All runs of a pipeline that a filter lets through, newest first, a page at a time. */
export function useJobList(slug: string, { status, trigger }: JobFilter) {
  return api.useInfiniteQuery(
    "get",
    "/api/p/{slug}/jobs",
    { params: { path: { slug }, query: { limit: 50, ...(status && { status }), ...(trigger && { trigger }) } } },
    {
      pageParamName: "before",
      // Not undefined, which the client would make a number of.
      initialPageParam: null,
      getNextPageParam: (page: { next?: string }) => page.next,
      placeholderData: (before) => before,
    },
  );
}

/** Has lists asked for again whenever a run has begun, gone on to its next state or ended. */
export function useFollowRuns(slug: string): void {
  const client = useQueryClient();
  const latest = useLatestRuns(slug).data?.jobs;
  const states = latest?.map((job) => `${job.id} ${job.status}`).join(", ");
  const known = useRef(states);
  useEffect(() => {
    if (states === undefined || states === known.current) return;
    if (known.current !== undefined) forgetWhatRunsChange(client);
    known.current = states;
  }, [states, client]);
}
