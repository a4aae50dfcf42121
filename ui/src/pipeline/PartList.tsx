import type { ReactNode } from "react";
import classes from "./PipelinePage.module.css";

interface PartListProps {
  heading: string;
  /** What to say when there are none. */
  none: string;
  parts: { id: string; name: ReactNode; detail: string }[];
}

/** The parts of one kind, each with a line about it. */
export function PartList({ heading, none, parts }: PartListProps) {
  return (
    <section className={classes.box} aria-label={heading}>
      <h2 className={classes.heading}>{heading}</h2>
      {parts.length === 0 && <p className={classes.detail}>{none}</p>}
      <ul className={classes.list}>
        {parts.map((part) => (
          <li key={part.id}>
            {part.name}
            <span className={classes.detail}>{part.detail}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
