import { useMemo } from "react";
import { api } from "../api/server";

/** The names that pipelines have already. */
export function useTakenSlugs(): ReadonlySet<string> {
  const { data } = api.useQuery("get", "/api/pipelines");
  return useMemo(() => new Set(data?.pipelines.map((pipeline) => pipeline.slug) ?? []), [data]);
}
