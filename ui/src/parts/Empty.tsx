import type { ReactNode } from "react";
import classes from "./states.module.css";

/** Nothing is here yet: one sentence, and the one thing to do about it. */
export function Empty({ icon, children, action }: { icon?: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.state}>
      {icon}
      <p className={classes.sentence}>{children}</p>
      {action}
    </div>
  );
}
