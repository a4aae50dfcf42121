/** A JSON object. */
export type Tree = Record<string, unknown>;

/** Whether `value` is a JSON object. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How tightly a text holds together; what holds looser than its place needs parentheses. */
enum Binding {
  Comparison,
  Sum,
  Product,
  Atom,
}

interface Piece {
  text: string;
  binding: Binding;
}

const INFIX: Record<string, { symbol: string; left: Binding; right: Binding; binding: Binding }> = {
  add: { symbol: "+", left: Binding.Sum, right: Binding.Product, binding: Binding.Sum },
  sub: { symbol: "-", left: Binding.Sum, right: Binding.Product, binding: Binding.Sum },
  mul: { symbol: "*", left: Binding.Product, right: Binding.Atom, binding: Binding.Product },
  div: { symbol: "/", left: Binding.Product, right: Binding.Atom, binding: Binding.Product },
  ...Object.fromEntries(
    Object.entries({ eq: "==", ne: "!=", gt: ">", lt: "<", ge: ">=", le: "<=" }).map(([kind, symbol]) => [
      kind,
      { symbol, left: Binding.Sum, right: Binding.Sum, binding: Binding.Comparison },
    ]),
  ),
};

/** What a call of each kind has in its parentheses; the fields of its JSON form, in order. */
const FIELDS: Record<string, string[]> = {
  and: ["left", "right"],
  or: ["left", "right"],
  not: ["input"],
  contains: ["input", "pattern"],
  concat: ["sep", "args"],
  upper: ["input"],
  lower: ["input"],
  trim: ["input"],
  substring: ["input", "start", "length"],
  if: ["cond", "then", "else"],
  coalesce: ["args"],
  parse_date: ["input", "format"],
  parse_timestamp: ["input", "format", "zone"],
  parse_number: ["input", "decimal", "thousands"],
  year: ["input"],
  month: ["input"],
  day: ["input"],
  hour: ["input"],
  from_unix: ["input", "unit"],
  lookup_ref: ["lookup_id", "input"],
  cast: ["input", "to", "on_error"],
};

const RESERVED = new Set(["true", "false", "null"]);
const isName = (text: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !RESERVED.has(text);
const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** An expression as people type it; its JSON where this page does not know its kind, so that nothing is ever hidden. */
export function expressionText(node: unknown): string {
  return piece(node).text;
}

function piece(node: unknown): Piece {
  if (!isTree(node)) return atom(JSON.stringify(node) ?? "");
  const kind = String(node["kind"]);
  const infix = INFIX[kind];
  if (infix) {
    const { symbol, left, right, binding } = infix;
    return { text: `${operand(node["left"], left)} ${symbol} ${operand(node["right"], right)}`, binding };
  }
  return atom(literal(kind, node) ?? call(kind, node) ?? JSON.stringify(node));
}

const atom = (text: string): Piece => ({ text, binding: Binding.Atom });

function operand(node: unknown, needs: Binding): string {
  const { text, binding } = piece(node);
  return binding < needs ? `(${text})` : text;
}

function literal(kind: string, node: Tree): string | undefined {
  switch (kind) {
    case "col":
      return isName(String(node["name"])) ? String(node["name"]) : `col(${quoted(String(node["name"]))})`;
    case "str":
      return quoted(String(node["value"]));
    case "num":
    case "bool":
      return String(node["value"]);
    case "null":
      return "null";
    default:
      return undefined;
  }
}

function call(kind: string, node: Tree): string | undefined {
  const fields = FIELDS[kind];
  if (!fields) return undefined;
  const last = fields.findLastIndex((field) => (node[field] ?? null) !== null);
  const parts = fields.slice(0, last + 1).flatMap((field) => argument(field, node[field]));
  return `${kind}(${parts.join(", ")})`;
}

function argument(field: string, value: unknown): string[] {
  if (field === "args" && Array.isArray(value)) return value.map(expressionText);
  if (isTree(value)) return [expressionText(value)];
  if (typeof value !== "string") return [JSON.stringify(value ?? null)];
  const bare = field === "to" || (field === "lookup_id" && isName(value));
  return [bare ? value : quoted(value)];
}
