import { useMutation } from "@tanstack/react-query";
import type { paths } from "../../api/contract";
import { queryClient, server } from "../../api/server";

interface Wish {
  version: number;
  /** The version that was the newest when the person looked. */
  newest: number;
  note: string;
}

/** What the service says of a version that it saved: its number, and what is wrong with it. */
export type SavedVersion = paths["/api/p/{slug}/config/versions/{version}/restore"]["post"]["responses"]["200"]["content"]["application/json"];

/** Somebody saved another version since the person looked, and nothing was restored. */
export class SavedMeanwhile extends Error {}

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [, path] }) =>
      typeof path === "string" && (path.startsWith("/api/p/{slug}/config") || path === "/api/pipelines"),
  });
}

/** Saves an older version once more, unless another one than `newest` is the newest by now. */
export function useRestore(slug: string) {
  return useMutation({
    mutationFn: async ({ version, newest, note }: Wish) => {
      const shown = await server.GET("/api/p/{slug}/config/versions/{version}", {
        params: { path: { slug, version: newest } },
      });
      if (!shown.data) throw shown.error;
      const { data, error, response } = await server.POST("/api/p/{slug}/config/versions/{version}/restore", {
        params: {
          path: { slug, version },
          query: note === "" ? {} : { note },
          header: { "If-Match": shown.response.headers.get("ETag") ?? "" },
        },
      });
      if (response.status === 412) throw new SavedMeanwhile();
      if (error) throw error;
      return data;
    },
    onSettled: refresh,
  });
}
