import type { ApiError, Schemas } from "../api/client";
import classes from "./Faults.module.css";

type Problem = Schemas["Problem"];

/** Every fault that a refusal names; none when it names no places. */
export function faultsOf(details: ApiError["details"]): Problem[] {
  return Array.isArray(details) ? details : [];
}

/** Faults, each with its place, its sentence and what to do. */
export function Faults({ faults }: { faults: readonly Problem[] }) {
  return (
    <ul className={classes.faults} tabIndex={0} aria-label={`${faults.length} faults`}>
      {faults.map((fault, i) => (
        <li key={i}>
          {fault.path && <code className={classes.path}>{fault.path}</code>}
          <span>{fault.message}</span>
          {fault.hint && <span className={classes.hint}>{fault.hint}</span>}
        </li>
      ))}
    </ul>
  );
}
