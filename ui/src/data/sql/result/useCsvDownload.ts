import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { server } from "../../../api/server";
import { saveFile } from "../../../parts/downloads";
import { tellFailed } from "../../../parts/toasts";

/** Runs a statement once more, into a CSV file. */
export function useCsvDownload(slug: string) {
  return useMutation({
    mutationFn: async (statement: string) => {
      const { data, error, response } = await server.POST("/api/p/{slug}/sql/csv", {
        params: { path: { slug } },
        body: { statement },
        parseAs: "blob",
      });
      if (error) throw error;
      saveFile(data, `${slug}.csv`);
      return response.headers.get("X-Karet-Truncated") === "true";
    },
    onSuccess: (truncated) => {
      if (truncated)
        notifications.show({
          color: "warning",
          title: "The file is not complete",
          message: "The result has more rows than a statement may give; those at its end are missing.",
        });
    },
    onError: (thrown) => tellFailed("The file could not be made", thrown),
  });
}
