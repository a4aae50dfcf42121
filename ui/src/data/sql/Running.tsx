import { Button } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { CircleStop, LoaderCircle } from "lucide-react";
import { useState } from "react";
import { formatDuration } from "../../parts/times";
import classes from "./Sql.module.css";

/** How long a statement has been running, and the button that ends it. */
export function Running({ since, onCancel }: { since: number; onCancel: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), 200, { autoInvoke: true });
  return (
    <>
      <Button variant="default" leftSection={<CircleStop size={14} aria-hidden />} onClick={onCancel}>
        Cancel
      </Button>
      <span className={classes.elapsed}>
        <LoaderCircle size={14} aria-hidden className={classes.turning} />
        <span role="status">Running</span>
        <span className="tabular" aria-hidden>
          {formatDuration(now - since)}
        </span>
      </span>
    </>
  );
}
