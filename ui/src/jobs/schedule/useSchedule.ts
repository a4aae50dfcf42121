import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../../api/client";
import { api, server } from "../../api/server";

const SCHEDULE = "/api/p/{slug}/schedule";

/** When a pipeline runs by itself. */
export function useSchedule(slug: string) {
  return api.useQuery("get", SCHEDULE, { params: { path: { slug } } });
}

/** Says when a pipeline is to run by itself; without a schedule, that it is not to. */
export function useSaveSchedule(slug: string) {
  const client = useQueryClient();
  const params = { path: { slug } };
  return useMutation({
    mutationFn: async (schedule: Schemas["Schedule"] | undefined): Promise<void> => {
      const { error } = schedule ? await server.PUT(SCHEDULE, { params, body: schedule }) : await server.DELETE(SCHEDULE, { params });
      if (error) throw error;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["get", SCHEDULE] }),
  });
}
