import { Link } from "@tanstack/react-router";
import { formatBytes, formatCount } from "../parts/numbers";
import classes from "./StorageBars.module.css";
import { KINDS, type StorageLine } from "./storage";

/** Pipelines with what they take: as bars for the eye, as numbers for everyone. */
export function StorageBars({ lines }: { lines: StorageLine[] }) {
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Pipeline</th>
            <td className={classes.barCell} />
            {KINDS.map(({ kind, label }) => (
              <th key={kind} scope="col" className={`${classes.number} ${classes.detail}`}>
                <span className={`${classes.key} ${classes[kind]}`}>{label}</span>
              </th>
            ))}
            <th scope="col" className={classes.number}>
              Together
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.slug} title={formatCount(line.objects, "object")}>
              <th scope="row" className={classes.pipeline} title={line.slug}>
                <Link to="/p/$slug/data/sources" params={{ slug: line.slug }}>
                  {line.slug}
                </Link>
              </th>
              <td className={classes.barCell}>
                <div className={classes.bar} aria-hidden>
                  {line.parts.map(
                    (part) => part.bytes > 0 && <span key={part.kind} className={classes[part.kind]} style={{ width: `${part.percent}%` }} />,
                  )}
                </div>
              </td>
              {line.parts.map((part) => (
                <td key={part.kind} className={`tabular ${classes.number} ${classes.detail}`}>
                  {formatBytes(part.bytes)}
                </td>
              ))}
              <td className={`tabular ${classes.number}`}>
                {line.counted ? "" : "at least "}
                {formatBytes(line.bytes)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
