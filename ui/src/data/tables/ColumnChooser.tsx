import { Button, Checkbox, Popover, Stack, TextInput } from "@mantine/core";
import { Columns3 } from "lucide-react";
import { useState } from "react";
import classes from "./Table.module.css";

interface ColumnChooserProps {
  columns: readonly string[];
  hidden: readonly string[];
  onChange: (hidden: string[]) => void;
}

/** Says which columns are shown. One always is. */
export function ColumnChooser({ columns, hidden, onChange }: ColumnChooserProps) {
  const [wanted, setWanted] = useState("");
  const shown = columns.length - hidden.length;
  const found = columns.filter((name) => name.toLowerCase().includes(wanted.toLowerCase()));
  const toggle = (name: string, isShown: boolean) => onChange(isShown ? hidden.filter((each) => each !== name) : [...hidden, name]);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} />}>
          {hidden.length === 0 ? "Columns" : `${shown} of ${columns.length} columns`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={240}>
          {columns.length > 10 && (
            <TextInput type="search" aria-label="Search columns" placeholder="Search columns" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
          )}
          <div className={classes.choices}>
            {found.map((name) => (
              <Checkbox
                key={name}
                label={name}
                checked={!hidden.includes(name)}
                disabled={shown === 1 && !hidden.includes(name)}
                onChange={(event) => toggle(name, event.currentTarget.checked)}
              />
            ))}
          </div>
          <Button variant="default" disabled={hidden.length === 0} onClick={() => onChange([])}>
            Show all columns
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
