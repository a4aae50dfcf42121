import type { ReactNode } from "react";
import classes from "./Settings.module.css";

/** A part of the settings, with its name and what it is about. */
export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div>
        <h2 className={classes.title}>{title}</h2>
        {about && <p className={classes.about}>{about}</p>}
      </div>
      {children}
    </section>
  );
}
