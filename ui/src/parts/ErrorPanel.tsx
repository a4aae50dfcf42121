import { Button, Stack } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { failureOf } from "../api/failure";
import classes from "./states.module.css";

interface ErrorPanelProps {
  /** What could not be done, as a sentence without a full stop: "The runs could not be loaded". */
  what: string;
  error: unknown;
  onRetry?: () => void;
}

/** What failed, why, and what to do. It stands where the thing itself would stand, so that everything else goes on. */
export function ErrorPanel({ what, error, onRetry }: ErrorPanelProps) {
  const failure = failureOf(error);
  return (
    <div className={classes.error} role="alert">
      <CircleAlert size={18} aria-hidden />
      <Stack gap={4} align="flex-start">
        <span className={classes.what}>{what}.</span>
        <span className={classes.why}>{failure.message}</span>
        {failure.requestId && <span className={classes.request}>Request {failure.requestId}</span>}
        {onRetry && (
          <Button variant="default" onClick={onRetry} mt={4}>
            Try again
          </Button>
        )}
      </Stack>
    </div>
  );
}
