import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, server } from "../api/server";
import type { Dashboard } from "./dashboard";
import type { Question } from "./question";

const REFRESH_MILLISECONDS = 30_000;

/** The document of a dashboard. */
export function useDashboard(slug: string, name: string) {
  return api.useQuery("get", "/api/p/{slug}/dashboards/{name}", { params: { path: { slug, name } } }, { select: (document) => document as Dashboard });
}

/** The data of a dashboard; what was there before stays while another question is answered, and newer data comes by itself. */
export function useDashboardData(slug: string, name: string, question: Question | undefined) {
  return useQuery({
    queryKey: ["dashboard data", slug, name, question],
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MILLISECONDS,
    queryFn: async ({ signal }) => {
      const { data, error } = await server.POST("/api/p/{slug}/dashboards/{name}/data", {
        params: { path: { slug, name } },
        body: question ?? {},
        signal,
      });
      if (error) throw error;
      return data;
    },
  });
}
