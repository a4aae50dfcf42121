import { api } from "../../api/server";

const BEYOND_ALL = 9_999_999_999;

/** The versions of a pipeline's configuration, newest first, as many as were asked for. */
export function useVersions(slug: string) {
  const pages = api.useInfiniteQuery(
    "get",
    "/api/p/{slug}/config/versions",
    { params: { path: { slug }, query: { limit: 50 } } },
    {
      pageParamName: "before",
      initialPageParam: BEYOND_ALL,
      getNextPageParam: (page) => (page.more ? page.before : undefined),
    },
  );
  return { pages, versions: pages.data?.pages.flatMap(({ versions }) => versions) ?? [] };
}

/** One version with its document; what it says never changes. */
export function useVersion(slug: string, version: number) {
  return api.useQuery(
    "get",
    "/api/p/{slug}/config/versions/{version}",
    { params: { path: { slug, version } } },
    { staleTime: Infinity },
  );
}
