import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { api, server } from "../api/server";
import { tellFailed } from "../parts/toasts";
import { isLive } from "./run";

/** How a run is to go. */
export interface RunOptions {
  clean?: boolean;
  publish_anyway?: boolean;
}

const LIVE_EVERY = 2_000;
const IDLE_EVERY = 15_000;

/** The few newest runs of a pipeline, looked at often while one is live and slowly otherwise. */
export function useLatestRuns(slug: string) {
  return api.useQuery(
    "get",
    "/api/p/{slug}/jobs",
    { params: { path: { slug }, query: { limit: 10 } } },
    { refetchInterval: ({ state }) => (state.data?.jobs.some(isLive) ? LIVE_EVERY : IDLE_EVERY) },
  );
}

/** Has everything that a run changes be asked for again. */
export function forgetWhatRunsChange(client: QueryClient): void {
  for (const path of [
    "/api/p/{slug}/jobs",
    "/api/p/{slug}/jobs/{id}",
    "/api/p/{slug}/jobs/{id}/rejects",
    "/api/p/{slug}/tables",
    "/api/p/{slug}/tables/{table}/rows",
    "/api/p/{slug}/tables/{table}/profile",
    "/api/p/{slug}/sources",
    "/api/pipelines",
  ])
    void client.invalidateQueries({ queryKey: ["get", path] });
}

/** Starts a run of a pipeline; its answer is the run, or the one that waits already. */
export function useRun(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (options: RunOptions): Promise<Schemas["JobBrief"]> => {
      const { data, error } = await server.POST("/api/p/{slug}/jobs", { params: { path: { slug }, query: options } });
      if (error) throw error;
      return data;
    },
    onSuccess: () => forgetWhatRunsChange(client),
    onError: (thrown) => tellFailed("The run could not be started", thrown),
  });
}

/** Starts a run with the options of an earlier one. */
export function useRunAgain(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (job: string): Promise<Schemas["JobBrief"]> => {
      const { data, error } = await server.POST("/api/p/{slug}/jobs/{id}/again", { params: { path: { slug, id: job } } });
      if (error) throw error;
      return data;
    },
    onSuccess: () => forgetWhatRunsChange(client),
    onError: (thrown) => tellFailed("The run could not be started again", thrown),
  });
}

/** Stops a run. */
export function useCancelRun(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (job: string): Promise<void> => {
      const { error } = await server.POST("/api/p/{slug}/jobs/{id}/cancel", { params: { path: { slug, id: job } } });
      if (error) throw error;
    },
    onSuccess: () => forgetWhatRunsChange(client),
    onError: (thrown) => tellFailed("The run could not be cancelled", thrown),
  });
}
