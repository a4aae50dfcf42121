import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type GridColumn, natureOf } from "../../parts/grid/values";
import { type Filter, type Operator, operatorsOf, standsAlone, valueFault } from "./filters";

/** Asks by what a column is to be filtered; what can be asked follows its type. */
export function FilterForm({ column, onDone }: { column: GridColumn; onDone: (filter: Filter) => void }) {
  const operators = operatorsOf(column.type);
  const nature = natureOf(column.type);
  const [operator, setOperator] = useState<Operator>(operators[0]?.value ?? "eq");
  const [value, setValue] = useState(nature === "truth" ? "true" : "");
  const [fault, setFault] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = valueFault(operator, value, column.type);
    setFault(found);
    if (found) return;
    const cast = nature === "number" ? value.trim() : column.type === "timestamp" ? value.replace(" ", "T") : value;
    onDone({ column: column.name, operator, value: cast });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" w={240}>
        <NativeSelect
          label={`Rows whose ${column.name}`}
          data={operators}
          value={operator}
          onChange={(event) => setOperator(event.currentTarget.value as Operator)}
        />
        {!standsAlone(operator) && nature === "truth" && (
          <NativeSelect label="Value" data={["true", "false"]} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
        )}
        {!standsAlone(operator) && nature !== "truth" && (
          <TextInput
            label="Value"
            type={column.type === "date" ? "date" : "text"}
            inputMode={nature === "number" ? "decimal" : undefined}
            value={value}
            error={fault}
            data-autofocus
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <Button type="submit">Filter rows</Button>
      </Stack>
    </form>
  );
}
