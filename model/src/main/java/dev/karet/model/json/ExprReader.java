package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.Expr.Arithmetic;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.Comparison;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.Expr.DatePart;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.Logic;
import dev.karet.model.expr.Expr.LogicOperator;
import dev.karet.model.expr.Expr.OnError;
import dev.karet.model.expr.Expr.Part;
import dev.karet.model.expr.ExprSize;
import dev.karet.model.expr.FunctionNames;
import dev.karet.model.expr.TypeNames;
import java.util.List;
import java.util.stream.Stream;

/** Reads one expression from its JSON tree. A node that is faulty stands as null, so that the rest is still read. */
final class ExprReader {

    private static final List<String> KINDS = Stream.concat(
                    Stream.of("str", "num", "bool", "null"), FunctionNames.ALL.stream())
            .toList();

    private static final Expr FAULTY = new Expr.NullLiteral();

    private final JsonPointer root;
    private final Problems problems;
    private int nodes;
    private boolean tooDeep;

    private ExprReader(JsonPointer root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The expression at {@code at}; whatever is wrong with it goes to {@code problems}. */
    static Expr read(JsonTree tree, JsonPointer at, Problems problems) {
        return new ExprReader(at, problems).node(tree, at, 1);
    }

    private Expr node(JsonTree tree, JsonPointer at, int depth) {
        nodes++;
        if (nodes > ExprSize.MAX_NODES) {
            if (nodes == ExprSize.MAX_NODES + 1) problems.add(ExprSize.tooLarge(root.toString()));
            return FAULTY;
        }
        if (depth > ExprSize.MAX_DEPTH) {
            if (!tooDeep) problems.add(ExprSize.tooDeep(root.toString()));
            tooDeep = true;
            return FAULTY;
        }
        return Fields.of(tree, "an expression", at, problems)
                .map(fields -> node(fields, at, depth))
                .orElse(FAULTY);
    }

    private Expr node(Fields fields, JsonPointer at, int depth) {
        if (fields.optional("kind").isEmpty()) {
            problems.add(
                    "missing_field",
                    at,
                    "The expression has no \"kind\".",
                    "Every node says what it is, for instance {\"kind\": \"col\", \"name\": \"amount\"}.");
            return FAULTY;
        }
        String kind = fields.text("kind");
        Node node = new Node(fields, depth);
        Expr expr = switch (kind) {
            case "col" -> new Expr.Column(fields.text("name"));
            case "str" -> new Expr.TextLiteral(fields.text("value"));
            case "num" -> new Expr.NumberLiteral(fields.number("value"));
            case "bool" -> new Expr.BoolLiteral(fields.bool("value"));
            case "null" -> nullLiteral(fields);
            case "add" -> node.arithmetic(ArithmeticOperator.ADD);
            case "sub" -> node.arithmetic(ArithmeticOperator.SUB);
            case "mul" -> node.arithmetic(ArithmeticOperator.MUL);
            case "div" -> node.arithmetic(ArithmeticOperator.DIV);
            case "eq" -> node.comparison(ComparisonOperator.EQ);
            case "ne" -> node.comparison(ComparisonOperator.NE);
            case "gt" -> node.comparison(ComparisonOperator.GT);
            case "lt" -> node.comparison(ComparisonOperator.LT);
            case "ge" -> node.comparison(ComparisonOperator.GE);
            case "le" -> node.comparison(ComparisonOperator.LE);
            case "and" -> new Logic(LogicOperator.AND, node.child("left"), node.child("right"));
            case "or" -> new Logic(LogicOperator.OR, node.child("left"), node.child("right"));
            case "not" -> new Expr.Not(node.child("input"));
            case "contains" -> new Expr.Contains(node.child("input"), node.child("pattern"));
            case "concat" -> new Expr.Concat(fields.text("sep"), node.children());
            case "upper" -> new Expr.Upper(node.child("input"));
            case "lower" -> new Expr.Lower(node.child("input"));
            case "trim" -> new Expr.Trim(node.child("input"));
            case "substring" ->
                new Expr.Substring(node.child("input"), fields.integer("start"), fields.optionalInteger("length"));
            case "if" -> new Expr.If(node.child("cond"), node.child("then"), node.child("else"));
            case "coalesce" -> new Expr.Coalesce(node.children());
            case "parse_date" -> new Expr.ParseDate(node.child("input"), fields.text("format"));
            case "parse_timestamp" ->
                new Expr.ParseTimestamp(node.child("input"), fields.text("format"), fields.optionalText("zone"));
            case "parse_number" ->
                new Expr.ParseNumber(
                        node.child("input"), fields.optionalText("decimal"), fields.optionalText("thousands"));
            case "year" -> new DatePart(Part.YEAR, node.child("input"));
            case "month" -> new DatePart(Part.MONTH, node.child("input"));
            case "day" -> new DatePart(Part.DAY, node.child("input"));
            case "hour" -> new DatePart(Part.HOUR, node.child("input"));
            case "from_unix" -> new Expr.FromUnix(node.child("input"), unit(fields));
            case "lookup_ref" -> new Expr.LookupRef(fields.text("lookup_id"), node.child("input"));
            case "cast" -> new Expr.Cast(node.child("input"), type(fields), onError(fields));
            default -> unknown(kind, fields);
        };
        if (KINDS.contains(kind)) fields.nothingElse("\"" + kind + "\"");
        return expr;
    }

    private Expr unknown(String kind, Fields fields) {
        problems.add(
                "unknown_kind",
                fields.at("kind"),
                "There is no expression of kind " + Quoted.text(kind) + ".",
                problems.nearest(kind, KINDS).orElse("The kinds are " + String.join(", ", KINDS) + "."));
        return FAULTY;
    }

    /** A null literal may carry {@code "value": null}, as the other literals carry theirs. */
    private Expr nullLiteral(Fields fields) {
        fields.optional("value")
                .ifPresent(value -> problems.add(
                        "bad_value",
                        fields.at("value"),
                        "The value of a \"null\" is null, not " + value.words() + ".",
                        "Remove the value, or use str, num or bool."));
        return FAULTY;
    }

    private static EpochUnit unit(Fields fields) {
        return fields.choice(
                "unit", fields.text("unit", EpochUnit.SECONDS.label()), List.of(EpochUnit.values()), EpochUnit::label);
    }

    private static OnError onError(Fields fields) {
        return fields.optionalText("on_error")
                .map(label -> fields.choice("on_error", label, List.of(OnError.NULL), _ -> "null"))
                .orElse(OnError.REJECT_ROW);
    }

    private DataType type(Fields fields) {
        if (fields.required("to").isEmpty()) return Simple.TEXT;
        return type(fields.text("to"), fields.at("to"), problems);
    }

    /** The type called {@code name}; string when there is none. */
    static DataType type(String name, JsonPointer at, Problems problems) {
        return switch (TypeNames.read(name)) {
            case TypeNames.Reading.Type(var type) -> type;
            case TypeNames.Reading.Faulty(var message, var hint) -> {
                problems.add("unknown_type", at, message, hint);
                yield Simple.TEXT;
            }
        };
    }

    /** One node's parts, read one level further down. */
    private final class Node {

        private final Fields fields;
        private final int depth;

        Node(Fields fields, int depth) {
            this.fields = fields;
            this.depth = depth;
        }

        Expr child(String name) {
            return fields.required(name)
                    .map(tree -> node(tree, fields.at(name), depth + 1))
                    .orElse(FAULTY);
        }

        List<Expr> children() {
            return fields.list("args", (tree, place) -> node(tree, place, depth + 1));
        }

        Expr arithmetic(ArithmeticOperator operator) {
            return new Arithmetic(operator, child("left"), child("right"));
        }

        Expr comparison(ComparisonOperator operator) {
            return new Comparison(operator, child("left"), child("right"));
        }
    }
}
