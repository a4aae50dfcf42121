import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Appending, append, make } from "./drops";
import { type Made, type Part, type Place, nextMaking } from "./plan";

/** A run that was asked for. */
export interface Asked {
  slug: string;
  job: string;
  dashboard?: string | undefined;
}

/** Makes all parts, one after another; tried again, it goes on with the part that failed. */
export function useMake(onAsked: (asked: Asked) => void) {
  const client = useQueryClient();
  const made = useRef<Made>(undefined);
  return useMutation({
    mutationFn: async ({ parts, place }: { parts: readonly Part[]; place: Place }): Promise<Asked> => {
      let asked: Asked | undefined;
      for (let next = nextMaking(parts, place, made.current); next; next = nextMaking(parts, place, made.current)) {
        const { slug, job, dashboard } = await make(next.making);
        made.current = { slug, keys: [...(made.current?.keys ?? []), next.key] };
        asked = { slug, job: job.id, dashboard: asked?.dashboard ?? dashboard };
      }
      if (!asked) throw new Error("There is nothing left to make.");
      return asked;
    },
    onSuccess: (asked) => {
      void client.invalidateQueries({ queryKey: ["get", "/api/pipelines"] });
      onAsked(asked);
    },
  });
}

/** Puts files into a source. */
export function useAppend(onAsked: (asked: Asked) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (appending: Appending): Promise<Asked> => {
      const { slug, job } = await append(appending);
      return { slug, job: job.id };
    },
    onSuccess: (asked) => {
      void client.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/sources"] });
      onAsked(asked);
    },
  });
}
