import { Button } from "@mantine/core";
import { CircleAlert, CircleSlash } from "lucide-react";
import { Empty } from "../../parts/Empty";
import { adviceOf } from "./fault";
import { ResultPanel } from "./result/ResultPanel";
import classes from "./Sql.module.css";
import type { Outcome } from "./useStatement";

interface OutcomePanelProps {
  slug: string;
  outcome: Outcome | undefined;
  running: boolean;
  /** Puts the caret where the statement is wrong; absent when nobody knows where. */
  onShowFault: (() => void) | undefined;
}

/** What became of the last statement. */
export function OutcomePanel({ slug, outcome, running, onShowFault }: OutcomePanelProps) {
  switch (outcome?.kind) {
    case undefined:
      return <Empty>{running ? "The result will be here." : "Write a SELECT and run it by Ctrl Enter; its result will be here."}</Empty>;
    case "cancelled":
      return <Empty icon={<CircleSlash size={20} aria-hidden />}>The statement was cancelled.</Empty>;
    case "rows":
      return <ResultPanel slug={slug} statement={outcome.statement.text} result={outcome.result} stale={running} />;
    case "failed": {
      const { hint, place } = adviceOf(outcome.failure);
      return (
        <div className={classes.fault} role="alert">
          <CircleAlert size={18} aria-hidden />
          <div className={classes.faultWords}>
            <strong>{outcome.failure.message}</strong>
            {hint && <span>{hint}</span>}
            {place && (
              <span className={classes.faultPlace}>
                {place}
                {onShowFault && (
                  <Button variant="subtle" onClick={onShowFault}>
                    Show it
                  </Button>
                )}
              </span>
            )}
          </div>
        </div>
      );
    }
  }
}
