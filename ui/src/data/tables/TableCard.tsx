import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import type { Schemas } from "../../api/client";
import { formatBytes, formatCount } from "../../parts/numbers";
import classes from "./Tables.module.css";

type Entry = Schemas["TableEntry"];

const STATES = {
  published: { word: "Published", icon: CircleCheck, tone: "success" },
  unpublished: { word: "Not published yet", icon: CircleDashed, tone: "muted" },
  damaged: { word: "Damaged", icon: CircleAlert, tone: "danger" },
} as const;

/** A table with its state, its size and its columns; its name leads to its rows. */
export function TableCard({ slug, table }: { slug: string; table: Entry }) {
  const { word, icon: Icon, tone } = STATES[table.state];
  return (
    <li className={classes.table}>
      <div className={classes.headline}>
        <Link to="/p/$slug/data/tables/$table" params={{ slug, table: table.id }} className={classes.name}>
          {table.name}
        </Link>
        {table.name !== table.id && <code className={classes.id}>{table.id}</code>}
        <span className={`${classes.state} ${classes[tone]}`}>
          <Icon size={14} aria-hidden />
          {word}
        </span>
      </div>
      {table.rows !== undefined && (
        <p className={classes.facts}>
          {formatCount(table.rows, "row")}
          {table.bytes !== undefined && `, ${formatBytes(table.bytes)}`}
          {table.partitions !== undefined && ` in ${formatCount(table.partitions, "file")}`}
        </p>
      )}
      {table.state === "damaged" && (
        <p className={classes.trouble}>{table.message ?? "Some of its files are missing. Run the pipeline to make them again."}</p>
      )}
      {!table.configured && <p className={classes.trouble}>The configuration no longer has this table. The next run takes it away.</p>}
      <ul className={classes.columns} tabIndex={0} aria-label={`Columns of ${table.name}`}>
        {table.columns.map(({ name, type, partition, published }) => (
          <li key={name} title={published ? undefined : "The next run publishes this column."}>
            <span className={classes.column}>{name}</span> <span className={classes.type}>{type}</span>
            {partition && <span className={classes.type}>, names the folders</span>}
            {!published && <span className={classes.type}>, with the next run</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}
