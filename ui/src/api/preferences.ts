import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Schemas } from "./client";
import { server } from "./server";

export type Preferences = Schemas["Preferences"];

interface Kept {
  preferences: Preferences;
  mark: string;
}

async function load(): Promise<Kept> {
  const { data, error, response } = await server.GET("/api/preferences");
  if (error) throw error;
  return { preferences: data, mark: response.headers.get("ETag") ?? "*" };
}

const kept = queryOptions({ queryKey: ["preferences"], queryFn: load, staleTime: 60_000 });

const TRIES = 4;

/**
 * How the person likes to see things, as the bucket keeps it, and what changes it. A change is seen at once; when another tab was quicker,
 * it is made again on top of that tab's.
 */
export function usePreferences(): [Preferences | undefined, (change: (preferences: Preferences) => Preferences) => Promise<void>] {
  const client = useQueryClient();
  const { data } = useQuery(kept);
  const change = useCallback(
    async (edit: (preferences: Preferences) => Preferences) => {
      for (let attempt = 1; ; attempt++) {
        const before = attempt === 1 ? await client.ensureQueryData(kept) : await client.fetchQuery({ ...kept, staleTime: 0 });
        const wanted = edit(before.preferences);
        client.setQueryData(kept.queryKey, { ...before, preferences: wanted });
        const { data: saved, error, response } = await server.PUT("/api/preferences", {
          body: wanted,
          params: { header: { "If-Match": before.mark } },
        });
        if (saved) {
          client.setQueryData(kept.queryKey, { preferences: saved, mark: response.headers.get("ETag") ?? "*" });
          return;
        }
        if (response.status !== 412 || attempt === TRIES) {
          client.setQueryData(kept.queryKey, before);
          throw error;
        }
      }
    },
    [client],
  );
  return [data?.preferences, change];
}
