import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleX } from "lucide-react";
import type { Schemas } from "../api/client";
import { Empty } from "../parts/Empty";
import { LongTable } from "../parts/LongTable";
import { formatBytes, formatCount, formatNumber } from "../parts/numbers";
import classes from "./job.module.css";

type JobTable = Schemas["JobTable"];

const COLUMNS = [{ name: "Table" }, { name: "What became of it" }, { name: "Rows", numeric: true }, { name: "Size", numeric: true }, { name: "Partitions" }];

/** What became of every table in a run. */
export function JobTables({ slug, tables }: { slug: string; tables: readonly JobTable[] }) {
  if (tables.length === 0) return <Empty>This run touched no tables.</Empty>;
  return (
    <LongTable
      label="Tables"
      columns={COLUMNS}
      rows={tables}
      keyOf={(table) => table.table}
      cells={(table) => (
        <>
          <td>
            <Link to="/p/$slug/data/tables/$table" params={{ slug, table: table.table }}>
              {table.table}
            </Link>
          </td>
          <td>
            <span className={table.status === "published" ? classes.good : classes.bad}>
              {table.status === "published" ? <CircleCheck size={14} aria-hidden /> : <CircleX size={14} aria-hidden />}
              {table.status === "published" ? "Published" : table.kept_old_data ? "Failed, kept its old data" : "Failed"}
            </span>
            {table.errors?.map((error, i) => (
              <div key={i} className={classes.error}>
                {error}
              </div>
            ))}
          </td>
          <td className={`${classes.numeric} tabular`}>{table.rows === undefined ? "–" : formatNumber(table.rows)}</td>
          <td className={`${classes.numeric} tabular`}>{table.bytes === undefined ? "–" : formatBytes(table.bytes)}</td>
          <td>{table.partitions ? <Partitions partitions={table.partitions} /> : "–"}</td>
        </>
      )}
    />
  );
}

function Partitions({ partitions }: { partitions: NonNullable<JobTable["partitions"]> }) {
  return (
    <details>
      <summary>{formatCount(partitions.length, "partition")}</summary>
      <ul className={classes.partitions}>
        {partitions.map(({ path, rows, bytes }) => (
          <li key={path} className="tabular">
            <code>{path}</code>
            <span>
              {formatCount(rows, "row")}, {formatBytes(bytes)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
