import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { Schemas } from "../../api/client";
import { textOf } from "../../parts/grid/values";
import { formatCount } from "../../parts/numbers";
import classes from "../Panel.module.css";

type Values = Schemas["DashboardPanelValues"];

const NUMBERS = /^(int64|float64|decimal)/;
const TIMES = /^(date|timestamp|bool)/;

interface RowsPanelProps {
  title: string;
  values: Values;
  /** What leads to every row. */
  all: ReactNode;
}

/** Rows of the table, the first page of them, as exact as they are stored. */
export function RowsPanel({ title, values, all }: RowsPanelProps) {
  const columns = values.columns ?? [];
  const rows = values.rows ?? [];
  const total = values.total ?? rows.length;
  const look = (type: string) => {
    if (NUMBERS.test(type)) return `${classes.number} ${classes.plain} tabular`;
    return TIMES.test(type) ? `${classes.plain} tabular` : classes.label;
  };
  if (rows.length === 0) return <p className={classes.more}>No rows to show.</p>;
  return (
    <>
      <div className={classes.frame} role="region" tabIndex={0} aria-label={`Rows of ${title}`}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.name} className={NUMBERS.test(column.type) ? classes.number : undefined}>
                  {column.name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, at) => (
              <Table.Tr key={at}>
                {row.map((cell, column) => (
                  <Table.Td key={column} className={look(columns[column]?.type ?? "string")}>
                    {cell === null ? <span className={classes.null}>null</span> : textOf(cell, columns[column]?.type ?? "string")}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {total > rows.length && (
        <p className={classes.more}>
          The first {formatCount(rows.length, "row")} of {formatCount(total, "row")}. {all}
        </p>
      )}
    </>
  );
}
