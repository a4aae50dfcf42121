import { useEffect, useReducer } from "react";
import { server } from "../api/server";
import { eventsAddress } from "./addresses";
import { listen } from "./listen";
import { type JobSight, NOTHING_SEEN, hearAll } from "./sight";

/** A run as it goes on, with its log; that of one that has ended is told once more. */
export function useJobSight(slug: string, job: string): JobSight {
  const [sight, hear] = useReducer(hearAll, NOTHING_SEEN);
  useEffect(() => {
    hear([{ kind: "forget" }]);
    const ask = async () => {
      const { data, error } = await server.GET("/api/p/{slug}/jobs/{id}", { params: { path: { slug, id: job } } });
      if (error) throw error;
      return data;
    };
    return listen({ events: eventsAddress(slug, job), ask }, hear);
  }, [slug, job]);
  return sight;
}
