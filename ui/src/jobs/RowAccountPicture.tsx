import { formatNumber, formatShare } from "../parts/numbers";
import { type RowAccount, describe, shares, unaccounted, verdict } from "./account";
import classes from "./RowAccount.module.css";

const MEANINGS = {
  written: "are in the tables",
  rejected: "could not be read or did not fit, with the reason",
  deduped: "were there already, by the table's keys",
};

/** Where every row that a run read has gone, as a sum that comes out even. */
export function RowAccountPicture({ account }: { account: RowAccount }) {
  const parts = shares(account);
  return (
    <section className={classes.picture} aria-label="Where the rows went">
      <div className={classes.sum}>
        <div className={classes.term}>
          <span className={`${classes.number} tabular`}>{formatNumber(account.read)}</span>
          <span className={classes.label}>rows read</span>
        </div>
        {parts.map((part, i) => (
          <div key={part.key} className={classes.part}>
            <span className={classes.sign} aria-label={i === 0 ? "equals" : "plus"} role="img">
              {i === 0 ? "=" : "+"}
            </span>
            <div className={classes.term}>
              <span className={`${classes.number} tabular`}>{formatNumber(part.count)}</span>
              <span className={classes.label}>
                <span className={`${classes.swatch} ${classes[part.key]}`} aria-hidden />
                {part.label}
                {part.count > 0 && <span className="tabular"> · {formatShare(part.share)}</span>}
              </span>
              <span className={classes.meaning}>{MEANINGS[part.key]}</span>
            </div>
          </div>
        ))}
      </div>
      <div className={classes.bigBar} role="img" aria-label={describe(account)}>
        {parts
          .filter((part) => part.count > 0)
          .map((part) => (
            <span key={part.key} className={classes[part.key]} style={{ flexGrow: part.share }} />
          ))}
      </div>
      <p className={unaccounted(account) === 0 ? classes.verdict : classes.fault}>{verdict(account)}</p>
    </section>
  );
}
