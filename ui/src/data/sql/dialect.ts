import { PostgreSQL, SQLDialect } from "@codemirror/lang-sql";
import { FUNCTIONS } from "./functions";

const KEYWORDS = `all and anti any as asc asof between by case cast cross cube current desc distinct else end escape except exclude exists
  filter first following for from full group grouping having ilike in inner intersect interval is isnull join last lateral left like
  limit natural not notnull null nulls offset on or order outer over partition pivot positional preceding qualify recursive
  replace right rollup row rows sample select semi sets similar some tablesample then to union unpivot using values when where window with
  within true false`;
const TYPES = `bigint blob bool boolean char date decimal double float hugeint int integer interval json numeric real smallint text time
  timestamp timestamptz tinyint ubigint uinteger uuid varchar`;

/** DuckDB's SQL, as far as colours and completion need it. */
export const duckdb = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: KEYWORDS.replace(/\s+/g, " "),
  types: TYPES.replace(/\s+/g, " "),
  builtin: Object.keys(FUNCTIONS).join(" "),
  doubleDollarQuotedStrings: true,
  slashComments: false,
  hashComments: false,
});
