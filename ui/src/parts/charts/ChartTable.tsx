import { Table } from "@mantine/core";
import { formatNumber } from "../numbers";
import classes from "./ChartFigure.module.css";
import type { ChartData } from "./series";

interface ChartTableProps {
  data: ChartData;
  /** What the labels are; the head of their column. */
  heading: string;
  label: string;
  format?: (value: number) => string;
}

/** What a chart shows, in figures. */
export function ChartTable({ data, heading, label, format = formatNumber }: ChartTableProps) {
  return (
    <div className={classes.table} role="region" tabIndex={0} aria-label={label}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{heading}</Table.Th>
            {data.series.map(({ name }, at) => (
              <Table.Th key={at} scope="col" className={classes.number}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.labels.map((name, at) => (
            <Table.Tr key={at}>
              <Table.Th scope="row" className={classes.label}>
                {name}
              </Table.Th>
              {data.series.map(({ values }, series) => {
                const value = values[at] ?? null;
                return (
                  <Table.Td key={series} className={`${classes.number} tabular`}>
                    {value === null ? "" : format(value)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
