import { Table } from "@mantine/core";
import classes from "../Panel.module.css";
import type { Mark } from "../points";

interface MarksTableProps {
  heading: string;
  valueHeading: string;
  marks: readonly Mark[];
  format: (value: number) => string;
  label: string;
  onPick?: ((mark: Mark) => void) | undefined;
}

/** What a chart draws, as figures; its names pick as its marks do. */
export function MarksTable({ heading, valueHeading, marks, format, label, onPick }: MarksTableProps) {
  return (
    <div className={classes.frame} role="region" tabIndex={0} aria-label={label}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{heading}</Table.Th>
            <Table.Th className={classes.number}>{valueHeading}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {marks.map((mark, at) => (
            <Table.Tr key={at}>
              <Table.Td className={classes.label}>
                {onPick && mark.key !== undefined ? (
                  <button type="button" className={classes.link} onClick={() => onPick(mark)}>
                    {mark.label}
                  </button>
                ) : (
                  mark.label
                )}
              </Table.Td>
              <Table.Td className={`${classes.number} tabular`}>{mark.value === null ? "" : format(mark.value)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
