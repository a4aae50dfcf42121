import { Paper } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Section.module.css";

/** One matter of the settings: what it is on the left, its controls on the right. */
export function Section({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <p className={classes.about}>{about}</p>
      </div>
      <Paper>{children}</Paper>
    </section>
  );
}
