import { type Tree, isTree } from "./expressionText";
import { columnText, fieldName, lookupRowText, valueText } from "./words";

/** One thing that is not the same in two versions. */
export interface Change {
  /** What of the whole it is about: "column amount, Expression". Empty for the whole. */
  place: string;
  kind: "added" | "removed" | "changed";
  before?: string;
  after?: string;
}

/** What changed of one source, lookup, mapping or table. */
export interface ChangeGroup {
  title: string;
  changes: Change[];
}

const COLLECTIONS: [field: string, word: string][] = [
  ["source_containers", "Source"],
  ["lookup_mappings", "Lookup"],
  ["mappings", "Mapping"],
  ["analytic_tables", "Table"],
];

/**
 * What is different between two documents, part by part. Parts are the same that have the same id, and columns that have the same name,
 * wherever they stand, so that one that was taken out of the middle does not change all behind it.
 */
export function changesBetween(before: unknown, after: unknown): ChangeGroup[] {
  const [from, to] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
  const known = new Set([...COLLECTIONS.map(([field]) => field), "layout"]);
  const groups = COLLECTIONS.flatMap(([field, word]) => collectionGroups(word, from[field], to[field]));
  const rest = fieldChanges("", without(from, known), without(to, known));
  return [
    ...groups,
    { title: "Pipeline", changes: rest },
    { title: "Graph", changes: layoutChanges(from["layout"], to["layout"]) },
  ].filter(({ changes }) => changes.length > 0);
}

/** How many changes there are in all. */
export function countChanges(groups: ChangeGroup[]): number {
  return groups.reduce((sum, { changes }) => sum + changes.length, 0);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const trees = (value: unknown): Tree[] => (Array.isArray(value) ? value.filter(isTree) : []);
const without = (tree: Tree, fields: Set<string>): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([field]) => !fields.has(field)));

interface Pair {
  key: string;
  before: Tree | undefined;
  after: Tree | undefined;
}

/** Elements of two lists by what `field` names them; removed ones stand behind. */
function pairs(field: string, before: unknown, after: unknown): Pair[] {
  const named = (list: unknown) => new Map(trees(list).map((each) => [String(each[field]), each]));
  const [from, to] = [named(before), named(after)];
  const keys = [...to.keys(), ...[...from.keys()].filter((key) => !to.has(key))];
  return keys.map((key) => ({ key, before: from.get(key), after: to.get(key) }));
}

function collectionGroups(word: string, before: unknown, after: unknown): ChangeGroup[] {
  return pairs("id", before, after).map(({ key, before: from, after: to }) => ({
    title: `${word} "${String((to ?? from)?.["name"] ?? key)}"`,
    changes: partChanges("", from, to),
  }));
}

function partChanges(place: string, before: Tree | undefined, after: Tree | undefined): Change[] {
  if (!before && after) return [{ place, kind: "added", after: partText(after) }];
  if (before && !after) return [{ place, kind: "removed", before: partText(before) }];
  return before && after ? fieldChanges(place, before, after) : [];
}

/** A whole source, lookup, mapping or table, in a few lines. */
function partText(part: Tree): string {
  const columns = [...trees(part["columns"]), ...trees(part["schema"])].map(
    (column) => `${String(column["name"])}: ${columnText(column)}`,
  );
  const fields = Object.entries(part)
    .filter(([field]) => !["id", "name", "columns", "schema", "rows", "children"].includes(field))
    .map(([field, value]) => `${fieldName(field)}: ${valueText(field, value)}`);
  return [...fields, ...columns, ...trees(part["rows"]).map(lookupRowText)].join("\n");
}

const join = (place: string, more: string) => (place === "" ? more : `${place}, ${more}`);

function fieldChanges(place: string, before: Tree, after: Tree): Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !same(before[field], after[field]))
    .flatMap((field) => fieldChange(place, field, before[field], after[field]));
}

function fieldChange(place: string, field: string, before: unknown, after: unknown): Change[] {
  if (field === "columns" || field === "schema") return columnChanges(place, before, after);
  if (field === "rows") return rowChanges(place, before, after);
  if (field === "children")
    return pairs("id", before, after).flatMap((pair) => partChanges(join(place, `lookup "${pair.key}"`), pair.before, pair.after));
  if ((field === "format" || field === "publish_guards") && (isTree(before) || isTree(after)))
    return fieldChanges(place, isTree(before) ? before : {}, isTree(after) ? after : {});
  return [changeOf(join(place, fieldName(field)), before, after, (value) => valueText(field, value))];
}

function changeOf<Value>(place: string, before: Value | undefined, after: Value | undefined, text: (value: Value) => string): Change {
  if (before === undefined) return { place, kind: "added", after: text(after as Value) };
  if (after === undefined) return { place, kind: "removed", before: text(before) };
  return { place, kind: "changed", before: text(before), after: text(after) };
}

function columnChanges(place: string, before: unknown, after: unknown): Change[] {
  const changes = pairs("name", before, after).flatMap(({ key, before: from, after: to }) => {
    const here = join(place, `column "${key}"`);
    return from && to ? fieldChanges(here, from, to) : [changeOf(here, from, to, columnText)];
  });
  const [from, to] = [namesOf(before), namesOf(after)];
  const stay = (names: string[], others: string[]) => names.filter((name) => others.includes(name));
  if (same(stay(from, to), stay(to, from))) return changes;
  return [...changes, { place: join(place, "order of columns"), kind: "changed", before: from.join(", "), after: to.join(", ") }];
}

const namesOf = (list: unknown) => trees(list).map((column) => String(column["name"]));

/** Rows of a lookup have no name. One whose output and priority only one row has on either side was changed; others came or went. */
function rowChanges(place: string, before: unknown, after: unknown): Change[] {
  const texts = (list: unknown) => new Set(trees(list).map((row) => JSON.stringify(row)));
  const [there, here] = [texts(before), texts(after)];
  const gone = trees(before).filter((row) => !here.has(JSON.stringify(row)));
  const come = trees(after).filter((row) => !there.has(JSON.stringify(row)));
  if (gone.length === 0 && come.length === 0)
    return [{ place: join(place, "order of rows"), kind: "changed", before: "", after: "Rows stand in another order" }];
  const outcome = (row: Tree) => JSON.stringify([row["output"], row["priority"]]);
  const only = (rows: Tree[], key: string) => {
    const found = rows.filter((row) => outcome(row) === key);
    return found.length === 1 ? found[0] : undefined;
  };
  const changes: Change[] = [];
  for (const row of come) {
    const from = only(come, outcome(row)) && only(gone, outcome(row));
    changes.push(changeOf(join(place, "row"), from, row, lookupRowText));
  }
  for (const row of gone)
    if (!(only(gone, outcome(row)) && only(come, outcome(row)))) changes.push(changeOf(join(place, "row"), row, undefined, lookupRowText));
  return changes;
}

function layoutChanges(before: unknown, after: unknown): Change[] {
  const [from, to] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
  const moved = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((id) => !same(from[id], to[id]));
  return moved.length === 0 ? [] : [{ place: "Places of parts", kind: "changed", before: "", after: `Moved: ${moved.join(", ")}` }];
}
