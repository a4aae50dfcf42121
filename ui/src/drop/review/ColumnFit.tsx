import { Popover, UnstyledButton } from "@mantine/core";
import { CircleAlert, CircleCheck, CircleHelp, EyeOff } from "lucide-react";
import { useState } from "react";
import type { ColumnChoice, DetectedColumn } from "../drops";
import { fitWords } from "../words";
import { ColumnDetails } from "./ColumnDetails";
import classes from "./Grid.module.css";

interface ColumnFitProps {
  column: DetectedColumn;
  /** A value as it stands in the file. */
  sample: string | undefined;
  complete: boolean;
  onChange: (change: Omit<ColumnChoice, "index">) => void;
  onNullWords: (words: string[]) => void;
}

/** How well a column's values fit its type, as a bar and in words; it opens what is known of the column and what can be done. */
export function ColumnFit({ column, sample, complete, onChange, onNullWords }: ColumnFitProps) {
  const [open, setOpen] = useState(false);
  const words = column.skip ? "left out" : fitWords(column, complete);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={340} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.fit} aria-label={`${column.name}: ${words}. Details`} onClick={() => setOpen(!open)}>
          <progress className={column.misfits.count > 0 ? classes.barBad : classes.bar} value={column.skip ? 0 : column.confidence} max={1} aria-hidden />
          <span className={classes.fitWords}>
            <FitIcon column={column} />
            {words}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`About ${column.name}`} className={classes.details ?? ""}>
        <ColumnDetails column={column} sample={sample} onChange={onChange} onNullWords={onNullWords} />
      </Popover.Dropdown>
    </Popover>
  );
}

function FitIcon({ column }: { column: DetectedColumn }) {
  if (column.skip) return <EyeOff size={12} aria-hidden />;
  if (column.misfits.count > 0) return <CircleAlert size={12} aria-hidden className={classes.bad} />;
  if (column.ambiguous) return <CircleHelp size={12} aria-hidden className={classes.bad} />;
  return <CircleCheck size={12} aria-hidden className={classes.good} />;
}
