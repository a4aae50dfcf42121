import { Button } from "@mantine/core";
import { Ago } from "../../parts/Ago";
import { formatCount } from "../../parts/numbers";
import { formatDuration } from "../../parts/times";
import type { Ran } from "./kept";
import classes from "./side.module.css";

interface RanPanelProps {
  ran: Ran[];
  onChoose: (statement: string) => void;
  onClear: () => void;
}

/** The statements that were run in this browser; a click brings one back. */
export function RanPanel({ ran, onChoose, onClear }: RanPanelProps) {
  if (ran.length === 0) return <p className={classes.quiet}>What you run will be here, in this browser only.</p>;
  return (
    <>
      <ul className={classes.list}>
        {ran.map((one) => (
          <li key={one.at}>
            <button type="button" className={`${classes.entry} ${classes.past}`} onClick={() => onChoose(one.statement)}>
              <span className={classes.statement}>{one.statement}</span>
              <span className={classes.detail}>
                <Ago time={one.at} /> · <span className={one.error ? classes.failed : undefined}>{outcomeOf(one)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" onClick={onClear}>
        Clear the history
      </Button>
    </>
  );
}

function outcomeOf({ rows, milliseconds, error }: Ran): string {
  if (error !== undefined) return error === "Cancelled" ? error : "Failed";
  return `${formatCount(rows ?? 0, "row")}${milliseconds === undefined ? "" : `, ${formatDuration(milliseconds)}`}`;
}
