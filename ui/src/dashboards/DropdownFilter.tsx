import { MultiSelect } from "@mantine/core";
import type { Schemas } from "../api/client";
import { formatNumber } from "../parts/numbers";
import classes from "./FilterBar.module.css";
import { asLabel } from "./format";
import type { Cell } from "./question";

type Option = NonNullable<NonNullable<Schemas["DashboardData"]["options"]>[number]["values"]>[number];

interface DropdownFilterProps {
  label: string;
  options: readonly Option[];
  chosen: readonly Cell[];
  onChoose: (values: Cell[]) => void;
}

/** A value as a key, so that the text "1", the number 1 and no value stay apart. */
const keyOf = (value: Cell) => JSON.stringify(value);

/** Chooses some values of a column, each with how many rows have it. */
export function DropdownFilter({ label, options, chosen, onChoose }: DropdownFilterProps) {
  const rows = new Map(options.map((option) => [keyOf(option.value), option.rows]));
  // What is chosen stays in the list, also when nothing has it under the other filters.
  const keys = [...new Set([...options.map((option) => keyOf(option.value)), ...chosen.map(keyOf)])];
  return (
    <MultiSelect
      className={classes.filter}
      classNames={{ input: classes.pills }}
      label={label}
      placeholder={chosen.length === 0 ? "All" : ""}
      data={keys.map((key) => ({ value: key, label: asLabel(JSON.parse(key) as Cell) }))}
      value={chosen.map(keyOf)}
      onChange={(values) => onChoose(values.map((key) => JSON.parse(key) as Cell))}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <span className={classes.optionName}>{option.label}</span>
          <span className={`${classes.optionRows} tabular`}>{formatNumber(rows.get(option.value) ?? 0)}</span>
        </span>
      )}
      limit={200}
      searchable
      clearable
      clearButtonProps={{ "aria-label": `Clear ${label}` }}
      hidePickedOptions
      nothingFoundMessage="No such value"
      maxDropdownHeight={320}
    />
  );
}
