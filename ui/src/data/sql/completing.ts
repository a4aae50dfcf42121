import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { keywordCompletionSource, schemaCompletionSource } from "@codemirror/lang-sql";
import { syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import type { CatalogTable } from "./catalog";
import { offers } from "./completion";
import { duckdb } from "./dialect";

const SILENT = /String|Comment/;
/** Letters after which words are offered unasked: one letter is an alias as often as not, and Enter must not make a keyword of it. */
const ENOUGH = 2;

const wordBefore = (context: CompletionContext) => context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);

const isWanted = (context: CompletionContext) => context.explicit || (wordBefore(context)?.text.length ?? 0) >= ENOUGH;

const keywordsAnywhere = keywordCompletionSource(duckdb, true);
const keywords = (context: CompletionContext) => (isWanted(context) ? keywordsAnywhere(context) : null);

/** Completion of keywords, columns, tables and functions, and behind `table.` of that table's columns (of an alias too). */
export function completing(tables: () => CatalogTable[]): Extension {
  const anywhere = (context: CompletionContext): CompletionResult | null => {
    const word = wordBefore(context);
    if (!isWanted(context)) return null;
    const from = word?.from ?? context.pos;
    const before = context.state.sliceDoc(Math.max(0, from - 1), from);
    if (before === "." || before === '"' || SILENT.test(syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
    return { from, options: offers(context.state.doc.toString(), tables()), validFor: /^[\p{L}\p{N}_]*$/u };
  };
  const behindDot = (context: CompletionContext) => {
    if (!context.matchBefore(/\.\s*[\p{L}\p{N}_"]*/u)) return null;
    const schema = Object.fromEntries(
      tables().map(({ id, columns }) => [
        id,
        columns.map(({ name, type }) => ({ label: name, detail: type, type: "property" })),
      ]),
    );
    return schemaCompletionSource({ dialect: duckdb, schema })(context);
  };
  return [keywords, anywhere, behindDot].map((autocomplete) => duckdb.language.data.of({ autocomplete }));
}
