import { Button } from "@mantine/core";
import { X } from "lucide-react";
import classes from "./Table.module.css";
import { describe, readFilter } from "./filters";

interface FilterChipsProps {
  filters: readonly string[];
  typeOf: (column: string) => string;
  onChange: (filters: string[]) => void;
}

/** The filters that hold, each to be taken away with a click. */
export function FilterChips({ filters, typeOf, onChange }: FilterChipsProps) {
  return (
    <ul className={classes.chips} aria-label="Filters">
      {filters.map((text) => {
        const filter = readFilter(text);
        const words = filter ? `${filter.column} ${describe(filter, typeOf(filter.column))}` : text;
        return (
          <li key={text}>
            <button
              type="button"
              className={classes.chip}
              title={words}
              aria-label={`Remove the filter ${words}`}
              onClick={() => onChange(filters.filter((each) => each !== text))}
            >
              <span className={classes.chipWords}>{words}</span>
              <X size={12} aria-hidden />
            </button>
          </li>
        );
      })}
      {filters.length > 1 && (
        <li>
          <Button variant="subtle" onClick={() => onChange([])}>
            Clear all
          </Button>
        </li>
      )}
    </ul>
  );
}
