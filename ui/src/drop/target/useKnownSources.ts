import { useQueries } from "@tanstack/react-query";
import { api } from "../../api/server";
import { type KnownSource, sourcesIn } from "../matching";

const MOST = 20;

/** The sources of the pipelines that were used last, and of `pipeline`; those of a pipeline that cannot be read are missing. */
export function useKnownSources(pipeline: string | undefined): { pipelines: string[]; sources: KnownSource[]; isPending: boolean } {
  const list = api.useQuery("get", "/api/pipelines");
  const slugs = (list.data?.pipelines ?? []).map(({ slug }) => slug);
  const near = [...new Set([...(pipeline === undefined ? [] : [pipeline]), ...slugs.slice(0, MOST)])];
  const configs = useQueries({
    queries: near.map((slug) => api.queryOptions("get", "/api/p/{slug}/config", { params: { path: { slug } } })),
  });
  return {
    pipelines: slugs,
    sources: near.flatMap((slug, i) => sourcesIn(slug, configs[i]?.data)),
    isPending: list.isPending || configs.some((config) => config.isPending),
  };
}
