import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading, SkeletonRows } from "../../parts/Loading";
import { CellDialog, type OpenedCell } from "../../parts/grid/CellDialog";
import { DataGrid } from "../../parts/grid/DataGrid";
import type { Place } from "../../parts/grid/moves";
import type { GridColumn } from "../../parts/grid/values";
import { formatCount, formatNumber } from "../../parts/numbers";
import { ColumnChooser } from "./ColumnChooser";
import { ColumnHead } from "./ColumnHead";
import { DownloadMenu } from "./DownloadMenu";
import { FilterChips } from "./FilterChips";
import { ProfilePanel } from "./ProfilePanel";
import classes from "./Table.module.css";
import { readFilter, valuesOf, withValue, written } from "./filters";
import type { TableSearch } from "./search";
import { cycled, directionOf, rankOf } from "./sorts";
import { type Question, useRows } from "./useRows";

interface TableRowsProps {
  slug: string;
  table: string;
  /** The columns that can be asked for. */
  columns: readonly GridColumn[];
  /** The newest publication that is known of. */
  commit: number | undefined;
}

/** A table's rows with everything that can be asked of them; the address keeps the question. */
export function TableRows({ slug, table, columns, commit }: TableRowsProps) {
  const search = useSearch({ from: "/inside/p/$slug/data/tables/$table" });
  const navigate = useNavigate({ from: "/p/$slug/data/tables/$table" });
  const { filter: filters = [], sort: sorts = [], hide = [], profile } = search;
  const shown = columns.map(({ name }) => name).filter((name) => !hide.includes(name));
  const question: Question = { slug, table, columns: hide.length > 0 ? shown : [], filters, sorts };
  const rows = useRows(question, commit);
  const [opened, setOpened] = useState<OpenedCell>();

  const change = (next: TableSearch) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const setFilters = (next: string[]) => change({ filter: next.length > 0 ? [...new Set(next)] : undefined });
  const typeOf = (column: string) => columns.find(({ name }) => name === column)?.type ?? "string";
  const chosen = filters.flatMap((text) => {
    const filter = readFilter(text);
    return filter && filter.column === profile ? valuesOf(filter) : [];
  });
  const column = columns.find(({ name }) => name === profile);
  const open = ({ row, column: at }: Place) => {
    const each = rows.columns[at];
    const value = rows.rows[row]?.[at];
    if (each && value !== undefined) setOpened({ column: each, value, row });
  };

  return (
    <>
      <div className={classes.bar}>
        <span className={classes.count} role="status">
          {!rows.isPending && (filters.length > 0 ? `${formatCount(rows.total, "row")} found` : formatCount(rows.total, "row"))}
        </span>
        <ColumnChooser columns={columns.map(({ name }) => name)} hidden={hide} onChange={(hidden) => change({ hide: hidden.length > 0 ? hidden : undefined })} />
        <DownloadMenu question={question} total={rows.total} />
      </div>
      {filters.length > 0 && <FilterChips filters={filters} typeOf={typeOf} onChange={setFilters} />}
      {rows.renewed && (
        <div className={classes.note} role="status">
          <RefreshCw size={14} aria-hidden />A newer run was published; these are its rows.
          <Button variant="subtle" onClick={rows.forgetRenewed}>
            Hide
          </Button>
        </div>
      )}
      <div className={classes.work}>
        <div className={classes.rows}>
          {rows.error !== null && <ErrorPanel what="The rows could not be loaded" error={rows.error} onRetry={rows.retry} />}
          {rows.isPending && rows.error === null && (
            <Loading label="Loading rows">
              <SkeletonRows rows={12} />
            </Loading>
          )}
          {!rows.isPending && rows.total === 0 && rows.error === null && (
            <Empty
              action={
                filters.length > 0 && (
                  <Button variant="default" onClick={() => setFilters([])}>
                    Clear the filters
                  </Button>
                )
              }
            >
              {filters.length > 0 ? "No rows match these filters." : "The last run found no rows for this table."}
            </Empty>
          )}
          {rows.total > 0 && (
            <div className={rows.isRefreshing ? `${classes.rows} ${classes.refreshing}` : classes.rows} aria-busy={rows.isRefreshing}>
              <DataGrid
                label={`${table}, ${formatNumber(rows.total)} rows`}
                columns={rows.columns}
                rows={rows.rows}
                total={rows.total}
                onNearEnd={rows.fetchMore}
                onOpen={open}
                sortOf={({ name }) => ({ asc: "ascending", desc: "descending", none: "none" } as const)[directionOf(sorts, name) ?? "none"]}
                head={(each, focusable) => (
                  <ColumnHead
                    column={each}
                    focusable={focusable}
                    direction={directionOf(sorts, each.name)}
                    rank={sorts.length > 1 ? rankOf(sorts, each.name) : 0}
                    isFiltered={filters.some((text) => readFilter(text)?.column === each.name)}
                    onSort={(added) => {
                      const next = cycled(sorts, each.name, added);
                      change({ sort: next.length > 0 ? next : undefined });
                    }}
                    onFilter={(filter) => setFilters([...filters, written(filter)])}
                    onProfile={() => change({ profile: profile === each.name ? undefined : each.name })}
                  />
                )}
              />
            </div>
          )}
        </div>
        {column && (
          <ProfilePanel
            slug={slug}
            table={table}
            column={column.name}
            chosen={chosen}
            onChoose={(value) => setFilters(withValue(filters, column.name, value))}
            onChooseNull={() => setFilters([...filters, written({ column: column.name, operator: "is_null", value: "" })])}
            onClose={() => change({ profile: undefined })}
          />
        )}
      </div>
      <CellDialog cell={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
