import type { Schemas } from "../../api/client";

/** A table that statements can ask. */
export interface CatalogTable {
  id: string;
  name: string;
  rows: number | undefined;
  columns: { name: string; type: string }[];
}

/** The tables and columns that are published; others are not there for a statement. */
export function catalogOf(list: Schemas["TableList"]): CatalogTable[] {
  return list.tables
    .filter(({ state }) => state === "published")
    .map(({ id, name, rows, columns }) => ({
      id,
      name,
      rows,
      columns: columns.filter(({ published }) => published).map(({ name, type }) => ({ name, type })),
    }));
}

const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default desc describe
  distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not
  null offset on only or order pivot placing primary qualify references returning select show some summarize symmetric table then to
  trailing true union unique unpivot using variadic when where window with`.split(/\s+/),
);

/** `name` as a statement writes it: in quotes where it needs them. */
export function identifier(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name.toLowerCase());
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Something to begin with: the first rows of the first table. */
export function firstStatement(tables: CatalogTable[]): string {
  const [first] = tables;
  return first ? `SELECT *\nFROM ${identifier(first.id)}\nLIMIT 100` : "";
}

/** The tables that `statement` names; all of them when it names none yet. */
export function tablesIn(statement: string, tables: CatalogTable[]): CatalogTable[] {
  const words = new Set(statement.toLowerCase().split(/[^\p{L}\p{N}_-]+/u));
  const named = tables.filter(({ id }) => words.has(id.toLowerCase()));
  return named.length > 0 ? named : tables;
}

/** The tables whose name or one of whose columns has `words` in it; of a table whose name has not, only those columns. */
export function searchCatalog(tables: CatalogTable[], words: string): CatalogTable[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return tables;
  const fits = (text: string) => text.toLowerCase().includes(wanted);
  return tables.flatMap((table) => {
    if (fits(table.id) || fits(table.name)) return [table];
    const columns = table.columns.filter(({ name }) => fits(name));
    return columns.length > 0 ? [{ ...table, columns }] : [];
  });
}
