import { triggerMeaning, triggerWords } from "./run";
import classes from "./jobs.module.css";

/** What asked for a run; whatever began by itself is marked so. */
export function Trigger({ trigger }: { trigger: string }) {
  const auto = ["webhook", "schedule", "reconcile"].includes(trigger);
  return (
    <span className={classes.trigger} title={triggerMeaning(trigger)}>
      {auto && <span className={classes.chip}>auto</span>}
      <span>{triggerWords(trigger)}</span>
    </span>
  );
}
