import { useEffect, useRef } from "react";
import type { Schemas } from "../api/client";
import { JobProgress } from "./JobProgress";
import { useJobSight } from "./useJobSight";

interface RunProgressProps {
  slug: string;
  job: string;
  /** Told once, when the run has ended, with how. */
  onEnd?: (job: Schemas["JobBrief"]) => void;
}

/** How far a run is, live, wherever one waits for it. */
export function RunProgress({ slug, job, onEnd }: RunProgressProps) {
  const sight = useJobSight(slug, job);
  const told = useRef("");
  useEffect(() => {
    if (!sight.ended || !sight.job || told.current === sight.job.id) return;
    told.current = sight.job.id;
    onEnd?.(sight.job);
  }, [sight.ended, sight.job, onEnd]);
  return <JobProgress slug={slug} id={job} sight={sight} />;
}
