import { formatNumber } from "../parts/numbers";
import { type RowAccount, describe, shares } from "./account";
import classes from "./RowAccount.module.css";

/** Where the rows went, as a small bar with its numbers. */
export function RowAccountBar({ account }: { account: RowAccount }) {
  const parts = shares(account).filter((part) => part.count > 0);
  return (
    <div className={classes.small} title={describe(account)}>
      <div className={classes.bar} aria-hidden>
        {parts.map((part) => (
          <span key={part.key} className={classes[part.key]} style={{ flexGrow: part.share }} />
        ))}
      </div>
      <span className={`${classes.words} tabular`}>
        {formatNumber(account.read)} read
        {parts.map((part) => (
          <span key={part.key} className={classes[`${part.key}Words`]}>
            {` · ${formatNumber(part.count)} ${part.key === "deduped" && part.count === 1 ? "duplicate" : part.label}`}
          </span>
        ))}
      </span>
    </div>
  );
}
