import { canonicalSlug } from "../parts/slug";

/** Files that can share one source, by the signature of their columns. */
export interface Group<Item> {
  signature: string;
  items: Item[];
}

/** Puts files of the same columns together, in the order in which each kind appears first. Files that nobody has looked at yet are in none. */
export function grouped<Item>(items: readonly Item[], signatureOf: (item: Item) => string | undefined): Group<Item>[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const signature = signatureOf(item);
    if (signature === undefined) continue;
    groups.set(signature, [...(groups.get(signature) ?? []), item]);
  }
  return [...groups].map(([signature, members]) => ({ signature, items: members }));
}

const ENDING = /\.(csv|tsv|txt)(\.gz)?$/i;

/** A file's name without what only says how it is written. */
export function stemOf(fileName: string): string {
  return fileName.replace(ENDING, "");
}

/** What a table of these files is called: what their names begin with, without the numbers that tell them apart. */
export function tableNameOf(fileNames: readonly string[]): string {
  const stems = fileNames.map(stemOf);
  const first = stems[0] ?? "";
  if (stems.length === 1) return titled(first);
  let length = 0;
  while (length < first.length && stems.every((stem) => stem[length] === first[length])) length++;
  const shared = first.slice(0, length).replace(/[\d\s_.-]+$/u, "");
  return titled(shared.length >= 3 ? shared : first);
}

function titled(stem: string): string {
  const words = stem.replace(/[_\s-]+/gu, " ").trim();
  const name = words === "" ? "Data" : words.charAt(0).toUpperCase() + words.slice(1);
  return [...name].slice(0, 100).join("");
}

/** What a pipeline of these files would be called. */
export function pipelineNameOf(fileNames: readonly string[]): string {
  return canonicalSlug(tableNameOf(fileNames)) || "data";
}
