import { CircleAlert } from "lucide-react";
import classes from "./job.module.css";

/** Why a run failed, in full, and whatever else went wrong in it. */
export function JobFailure({ error, errors }: { error: string | undefined; errors: readonly string[] }) {
  const others = errors.filter((other) => other !== error);
  if (error === undefined && others.length === 0) return null;
  return (
    <section className={classes.failure} aria-label="What went wrong">
      <CircleAlert size={18} aria-hidden />
      <div>
        {error !== undefined && <p>{error}</p>}
        {others.length > 0 && (
          <ul tabIndex={0} aria-label={`${others.length} errors`}>
            {others.map((other, i) => (
              <li key={i}>{other}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
