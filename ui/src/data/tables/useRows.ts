import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { failureOf } from "../../api/failure";
import { server } from "../../api/server";
import type { GridColumn, Value } from "../../parts/grid/values";

/** What is asked of a table. */
export interface Question {
  slug: string;
  table: string;
  /** None for all of them. */
  columns: readonly string[];
  filters: readonly string[];
  sorts: readonly string[];
}

const PAGE = 500;

/**
 * The rows of a table as of `commit`, the newest that is known of, fetched as they are wanted. When a newer run was published it begins again,
 * and `renewed` says so.
 */
export function useRows({ slug, table, columns, filters, sorts }: Question, commit: number | undefined) {
  const client = useQueryClient();
  const [renewed, setRenewed] = useState(false);
  const key = ["get", "/api/p/{slug}/tables/{table}/rows", { slug, table, columns, filters, sorts, commit }];
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: "",
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const { data, error } = await server.GET("/api/p/{slug}/tables/{table}/rows", {
        params: {
          path: { slug, table },
          query: { column: [...columns], filter: [...filters], sort: [...sorts], limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        },
        signal,
      });
      if (error) throw error;
      return data;
    },
    getNextPageParam: (page) => page.next_cursor,
  });

  const seen = useRef(commit);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== commit) setRenewed(true);
    seen.current = commit;
  }, [commit]);

  const outdated = query.error !== null && failureOf(query.error).code === "snapshot_changed";
  useEffect(() => {
    if (!outdated) return;
    setRenewed(true);
    void client.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/tables"] });
    void client.resetQueries({ queryKey: ["get", "/api/p/{slug}/tables/{table}/rows"] });
  }, [outdated, client]);

  const rows = useMemo<Value[][]>(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const first = query.data?.pages[0];
  const shown = useMemo<GridColumn[]>(() => first?.columns ?? [], [first]);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);

  return {
    columns: shown,
    rows,
    total: first?.total ?? 0,
    snapshot: first?.snapshot,
    isPending: query.isPending,
    isRefreshing: query.isPlaceholderData,
    error: outdated ? null : query.error,
    retry: () => void (query.data ? query.fetchNextPage() : query.refetch()),
    fetchMore,
    renewed,
    forgetRenewed: () => setRenewed(false),
  };
}
