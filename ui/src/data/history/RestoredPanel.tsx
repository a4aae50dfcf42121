import { Button, CloseButton, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { queryClient, server } from "../../api/server";
import { formatCount } from "../../parts/numbers";
import { tellFailed } from "../../parts/toasts";
import classes from "./History.module.css";
import type { SavedVersion } from "./useRestore";

interface RestoredPanelProps {
  slug: string;
  restored: number;
  saved: SavedVersion;
  onClose: () => void;
}

/** Says that a version was restored, and what is next: a run, or what must be mended before one. */
export function RestoredPanel({ slug, restored, saved, onClose }: RestoredPanelProps) {
  const navigate = useNavigate();
  const run = useMutation({
    mutationFn: async () => {
      const { data, error } = await server.POST("/api/p/{slug}/jobs", { params: { path: { slug } } });
      if (error) throw error;
      return data;
    },
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/jobs"] });
      void navigate({ to: "/p/$slug/jobs/$job", params: { slug, job: id } });
    },
    onError: (thrown) => tellFailed("The run did not start", thrown),
  });
  const sound = saved.problems.length === 0;
  return (
    <div className={sound ? classes.restored : `${classes.restored} ${classes.troubled}`} role="status">
      <div>
        <h2>
          Version {restored} is restored, as version {saved.version}
        </h2>
        {sound ? (
          <span>The tables follow with the next run.</span>
        ) : (
          <>
            <span>{formatCount(saved.problems.length, "problem")} must be mended before it runs:</span>
            <ul className={classes.problems}>
              {saved.problems.slice(0, 5).map(({ path, message }) => (
                <li key={path + message}>{message}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Group gap="sm">
        {sound ? (
          <Button leftSection={<Play size={14} aria-hidden />} loading={run.isPending} onClick={() => run.mutate()}>
            Run pipeline
          </Button>
        ) : (
          <Button renderRoot={(props) => <Link {...props} to="/p/$slug/graph" params={{ slug }} />}>Mend it in the graph</Button>
        )}
        <CloseButton aria-label="Close this message" onClick={onClose} />
      </Group>
    </div>
  );
}
