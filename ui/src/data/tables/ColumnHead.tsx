import { ActionIcon, Button, Popover } from "@mantine/core";
import { ArrowDown, ArrowUp, ChartColumn, Filter as FilterIcon } from "lucide-react";
import { useState } from "react";
import { type GridColumn, natureOf } from "../../parts/grid/values";
import { FilterForm } from "./FilterForm";
import classes from "./Table.module.css";
import type { Filter } from "./filters";
import { type Direction } from "./sorts";

interface ColumnHeadProps {
  column: GridColumn;
  /** Whether Tab may reach what is in it. */
  focusable: boolean;
  direction: Direction | undefined;
  /** Which of several sorts it is; 0 where it need not be said. */
  rank: number;
  isFiltered: boolean;
  onSort: (added: boolean) => void;
  onFilter: (filter: Filter) => void;
  onProfile: () => void;
}

/** A column's name and type; it sorts when clicked, and opens the filter and the profile. */
export function ColumnHead({ column, focusable, direction, rank, isFiltered, onSort, onFilter, onProfile }: ColumnHeadProps) {
  const [open, setOpen] = useState(false);
  const tabIndex = focusable ? 0 : -1;
  const Arrow = direction === "desc" ? ArrowDown : ArrowUp;
  return (
    <div className={natureOf(column.type) === "number" ? classes.headNumber : classes.head}>
      <button
        type="button"
        tabIndex={tabIndex}
        className={classes.sort}
        title={`${column.name}: sort by it. With Shift: sort by it too.`}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span className={classes.nameLine}>
          <span className={classes.name}>{column.name}</span>
          {direction && <Arrow size={12} aria-hidden className={classes.arrow} />}
          {direction && rank > 0 && <span className={classes.rank}>{rank}</span>}
        </span>
        <span className={classes.type}>{column.type}</span>
      </button>
      <span className={classes.headTools}>
        <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <ActionIcon
              tabIndex={tabIndex}
              className={classes.tool}
              color={isFiltered ? "accent" : "gray"}
              variant={isFiltered ? "light" : "subtle"}
              aria-label={`Filter by ${column.name}`}
              onClick={() => setOpen((before) => !before)}
            >
              <FilterIcon size={12} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <FilterForm
              column={column}
              onDone={(filter) => {
                setOpen(false);
                onFilter(filter);
              }}
            />
            <Button
              className={classes.instead}
              variant="default"
              onClick={() => {
                setOpen(false);
                onProfile();
              }}
            >
              Profile of {column.name}
            </Button>
          </Popover.Dropdown>
        </Popover>
        <ActionIcon tabIndex={tabIndex} className={`${classes.tool} ${classes.profileTool}`} aria-label={`Profile of ${column.name}`} onClick={onProfile}>
          <ChartColumn size={12} />
        </ActionIcon>
      </span>
    </div>
  );
}
