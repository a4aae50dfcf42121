import { Table } from "@mantine/core";
import type { Schemas } from "../../api/client";
import { formatCount, formatNumber } from "../../parts/numbers";
import classes from "../Panel.module.css";
import { asNumber, formatRounded } from "../format";

/** What columns hold in sum: numbers added up, other values counted once each. */
export function SummaryPanel({ title, values }: { title: string; values: Schemas["DashboardPanelValues"] }) {
  return (
    <>
      <p className={classes.more}>{formatCount(values.total ?? 0, "row")}</p>
      <div className={classes.frame} role="region" tabIndex={0} aria-label={`${title} by column`}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th className={classes.number}>Sum</Table.Th>
              <Table.Th className={classes.number}>Different values</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(values.columns ?? []).map((column) => {
              const sum = asNumber(column.sum);
              return (
                <Table.Tr key={column.name}>
                  <Table.Td className={classes.label}>{column.name}</Table.Td>
                  <Table.Td className={`${classes.number} tabular`}>{sum === null ? "" : formatRounded(sum)}</Table.Td>
                  <Table.Td className={`${classes.number} tabular`}>
                    {column.distinct === undefined ? "" : formatNumber(column.distinct)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
