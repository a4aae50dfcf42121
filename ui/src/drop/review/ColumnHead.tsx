import { NativeSelect, TextInput } from "@mantine/core";
import { memo, useState } from "react";
import type { ColumnChoice, DetectedColumn } from "../drops";
import { nameFault } from "../choices";
import { typeWords, typesFor } from "../words";
import { ColumnFit } from "./ColumnFit";
import classes from "./Grid.module.css";
import { RoleIcon } from "./RoleIcon";

interface ColumnHeadProps {
  column: DetectedColumn;
  columns: readonly DetectedColumn[];
  /** A value as it stands in the file. */
  sample: string | undefined;
  complete: boolean;
  onColumn: (index: number, change: Omit<ColumnChoice, "index">) => void;
  onNullWords: (words: string[]) => void;
}

/** What a column is called, what it is, and how well its values fit; all of it can be changed here. */
export const ColumnHead = memo(function ColumnHead({ column, columns, sample, complete, onColumn, onNullWords }: ColumnHeadProps) {
  const onChange = (change: Omit<ColumnChoice, "index">) => onColumn(column.index, change);
  return (
    <th scope="col" className={column.skip ? `${classes.head} ${classes.skipped}` : classes.head} aria-colindex={column.index + 2}>
      <div className={classes.headName}>
        <RoleIcon role={column.role} />
        <NameInput key={column.name} column={column} columns={columns} onChange={onChange} />
      </div>
      <NativeSelect
        className={classes.type ?? ""}
        aria-label={`Type of ${column.name}`}
        value={column.type}
        disabled={column.skip}
        data={typesFor(column.type).map((value) => ({ value, label: typeWords(value) }))}
        onChange={(event) => onChange({ type: event.currentTarget.value })}
      />
      <ColumnFit column={column} sample={sample} complete={complete} onChange={onChange} onNullWords={onNullWords} />
    </th>
  );
});

interface NameInputProps extends Pick<ColumnHeadProps, "column" | "columns"> {
  onChange: (change: Omit<ColumnChoice, "index">) => void;
}

function NameInput({ column, columns, onChange }: NameInputProps) {
  const [typed, setTyped] = useState(column.name);
  const fault = nameFault(typed, column.index, columns);
  const keep = () => {
    if (fault === undefined && typed.trim() !== column.name) onChange({ name: typed.trim() });
    else if (fault !== undefined) setTyped(column.name);
  };
  return (
    <TextInput
      className={classes.name ?? ""}
      aria-label={`Name of column ${column.index + 1}`}
      title={fault ?? `${column.header} in the file`}
      value={typed}
      maxLength={60}
      error={fault !== undefined}
      disabled={column.skip}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key === "Escape") setTyped(column.name);
      }}
    />
  );
}
