import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useState } from "react";
import { formatCompact } from "../../parts/numbers";
import { type CatalogTable, identifier, searchCatalog } from "./catalog";
import classes from "./side.module.css";

interface CatalogPanelProps {
  slug: string;
  tables: CatalogTable[];
  onInsert: (text: string) => void;
}

/** The tables and columns that there are; a click writes one into the statement. */
export function CatalogPanel({ slug, tables, onInsert }: CatalogPanelProps) {
  const [words, setWords] = useState("");
  if (tables.length === 0)
    return (
      <p className={classes.quiet}>
        No table is published yet. <Link to="/p/$slug/jobs" params={{ slug }}>Run the pipeline</Link>, and its tables will be here.
      </p>
    );
  const found = searchCatalog(tables, words);
  return (
    <>
      <TextInput
        type="search"
        aria-label="Search tables and columns"
        placeholder="Search tables and columns"
        leftSection={<Search size={14} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {found.length === 0 && <p className={classes.quiet}>No table or column has that in its name.</p>}
      <ul className={classes.list}>
        {found.map(({ id, rows, columns }) => (
          <li key={id}>
            <button type="button" className={`${classes.entry} ${classes.table}`} title={`Write ${id}`} onClick={() => onInsert(identifier(id))}>
              <span className={classes.name}>{id}</span>
              {rows !== undefined && <span className={`${classes.detail} tabular`}>{formatCompact(rows)} rows</span>}
            </button>
            <ul className={`${classes.list} ${classes.columns}`}>
              {columns.map(({ name, type }) => (
                <li key={name}>
                  <button type="button" className={classes.entry} title={`Write ${name}`} onClick={() => onInsert(identifier(name))}>
                    <span className={classes.name}>{name}</span>
                    <span className={classes.detail}>{type}</span>
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
