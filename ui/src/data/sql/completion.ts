import { type CatalogTable, identifier, tablesIn } from "./catalog";
import { FUNCTIONS } from "./functions";

/** A word that is offered while a statement is written. */
export interface Offer {
  label: string;
  /** What is written, where that differs. */
  apply?: string;
  detail: string;
  type: "class" | "property" | "function";
  boost: number;
}

const call = (name: string) => (/^(count|row_number|rank|dense_rank|percent_rank)$/.test(name) ? name : `${name}(`);

/** What can stand where a name begins: columns of the tables in sight first, then tables, then functions. */
export function offers(statement: string, tables: CatalogTable[]): Offer[] {
  const columns = new Map<string, Offer>();
  for (const table of tablesIn(statement, tables))
    for (const { name, type } of table.columns) {
      const there = columns.get(name);
      const detail = there ? `${there.detail}; ${table.id} ${type}` : `${table.id} ${type}`;
      columns.set(name, { label: name, apply: identifier(name), detail, type: "property", boost: 30 });
    }
  return [
    ...columns.values(),
    ...tables.map(
      ({ id, name }): Offer => ({
        label: id,
        apply: identifier(id),
        detail: name === id ? "table" : name,
        type: "class",
        boost: 20,
      }),
    ),
    ...Object.entries(FUNCTIONS).map(
      ([name, detail]): Offer => ({ label: name, apply: call(name), detail, type: "function", boost: 0 }),
    ),
  ];
}
