import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { api } from "../api/server";
import { tellFailed } from "../parts/toasts";

/** Starts a run and goes to where it is seen. */
export function RunButton({ slug }: { slug: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const run = api.useMutation("post", "/api/p/{slug}/jobs", {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/jobs"] });
      void navigate({ to: "/p/$slug/jobs", params: { slug } });
    },
    onError: (thrown) => tellFailed("The run did not start", thrown),
  });
  return (
    <Button leftSection={<Play size={14} />} loading={run.isPending} onClick={() => run.mutate({ params: { path: { slug } } })}>
      Run
    </Button>
  );
}
