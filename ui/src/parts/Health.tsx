import { CircleAlert, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle } from "lucide-react";
import type { Schemas } from "../api/client";
import classes from "./Health.module.css";

type State = Schemas["PipelineSummary"]["health"] | Schemas["JobStatus"];

const LOOKS: Record<State, { word: string; tone: keyof typeof classes; icon: typeof Clock }> = {
  ok: { word: "Healthy", tone: "success", icon: CircleCheck },
  completed: { word: "Completed", tone: "success", icon: CircleCheck },
  running: { word: "Running", tone: "accent", icon: LoaderCircle },
  scheduled: { word: "Waiting", tone: "accent", icon: Clock },
  failing: { word: "Failing", tone: "danger", icon: CircleX },
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  damaged: { word: "Damaged", tone: "danger", icon: CircleX },
  faulty_config: { word: "Needs mending", tone: "warning", icon: CircleAlert },
  never_run: { word: "Never run", tone: "muted", icon: CircleDashed },
};

/** How a pipeline or a run is, as an icon with its word. */
export function Health({ state }: { state: State }) {
  const { word, tone, icon: Icon } = LOOKS[state];
  return (
    <span className={`${classes.health} ${classes[tone]}`}>
      <Icon size={14} aria-hidden className={state === "running" ? classes.turning : undefined} />
      {word}
    </span>
  );
}
