import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { paths } from "../../api/contract.js";
import { server } from "../../api/server";

const FILES = "/api/p/{slug}/sources/{container}/files";

/** A file of a source, as the service lists it. */
export type SourceFile = paths[typeof FILES]["get"]["responses"][200]["content"]["application/json"]["files"][number];

/** The files of a source whose paths begin with `prefix`, fetched as they are wanted. */
export function useFiles(slug: string, container: string, prefix: string) {
  const query = useInfiniteQuery({
    queryKey: ["get", FILES, { slug, container, prefix }],
    initialPageParam: "",
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const { data, error } = await server.GET(FILES, {
        params: { path: { slug, container }, query: { limit: 200, ...(prefix && { prefix }), ...(pageParam && { after: pageParam }) } },
        signal,
      });
      if (error) throw error;
      return data;
    },
    getNextPageParam: (page) => page.after,
  });
  const files = useMemo<SourceFile[]>(() => query.data?.pages.flatMap((page) => page.files) ?? [], [query.data]);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return { ...query, files, fetchMore };
}

/** Forgets what is known of a pipeline's sources, after something was done to them. */
export function useForgetSources(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/sources"] });
    void client.invalidateQueries({ queryKey: ["get", FILES] });
  }, [client]);
}

/** What came of deleting several files. */
export interface Deleted {
  gone: number;
  failed: { file: SourceFile; error: unknown }[];
}

/** Deletes files one after the other; what fails does not stop the rest. */
export function useDeleteFiles(slug: string, container: string) {
  const forget = useForgetSources();
  return useMutation({
    mutationFn: async (files: readonly SourceFile[]): Promise<Deleted> => {
      const failed: Deleted["failed"] = [];
      for (const file of files) {
        try {
          const { error } = await server.DELETE("/api/p/{slug}/sources/{container}/files/{name}", {
            params: { path: { slug, container, name: file.name }, query: { folder: file.folder } },
          });
          if (error) failed.push({ file, error });
        } catch (error) {
          failed.push({ file, error });
        }
      }
      return { gone: files.length - failed.length, failed };
    },
    onSettled: forget,
  });
}
