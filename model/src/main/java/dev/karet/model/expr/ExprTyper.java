package dev.karet.model.expr;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.Arithmetic;
import dev.karet.model.expr.Expr.BoolLiteral;
import dev.karet.model.expr.Expr.Cast;
import dev.karet.model.expr.Expr.Coalesce;
import dev.karet.model.expr.Expr.Column;
import dev.karet.model.expr.Expr.Comparison;
import dev.karet.model.expr.Expr.Concat;
import dev.karet.model.expr.Expr.Contains;
import dev.karet.model.expr.Expr.DatePart;
import dev.karet.model.expr.Expr.FromUnix;
import dev.karet.model.expr.Expr.If;
import dev.karet.model.expr.Expr.Logic;
import dev.karet.model.expr.Expr.LookupRef;
import dev.karet.model.expr.Expr.Lower;
import dev.karet.model.expr.Expr.Not;
import dev.karet.model.expr.Expr.NullLiteral;
import dev.karet.model.expr.Expr.NumberLiteral;
import dev.karet.model.expr.Expr.ParseDate;
import dev.karet.model.expr.Expr.ParseNumber;
import dev.karet.model.expr.Expr.ParseTimestamp;
import dev.karet.model.expr.Expr.Substring;
import dev.karet.model.expr.Expr.TextLiteral;
import dev.karet.model.expr.Expr.Trim;
import dev.karet.model.expr.Expr.Upper;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the static type of every node of an expression, and every fault of type on the way. */
public final class ExprTyper {

    /** What is known of a node's type: null fits everything; what is unknown was reported already and is not reported again. */
    private sealed interface Known {
        record As(DataType type) implements Known {}

        enum Open implements Known {
            NULL,
            UNKNOWN
        }
    }

    private final ColumnScope columns;
    private final IdentityHashMap<Expr, Optional<DataType>> types = new IdentityHashMap<>();
    private final Problems problems;

    private ExprTyper(ColumnScope columns, Problems problems) {
        this.columns = columns;
        this.problems = problems;
    }

    /**
     * Types {@code expr} over {@code columns}; faults get pointers below {@code pointer}. An expression beyond {@link ExprSize} has
     * that one problem and no types.
     */
    public static ExprTypes check(Expr expr, ColumnScope columns, String pointer) {
        var problems = new Problems();
        IdentityHashMap<Expr, Optional<DataType>> types = new IdentityHashMap<>();
        Optional<Problem> size = ExprSize.problem(expr, pointer);
        if (size.isPresent()) {
            problems.add(size.get());
        } else {
            types = walk(expr, columns, JsonPointer.of(pointer), problems);
        }
        return new ExprTypes(expr, types, problems.list());
    }

    /** The types of every node of an expression within {@link ExprSize}; faults go to {@code problems}. */
    static IdentityHashMap<Expr, Optional<DataType>> walk(
            Expr expr, ColumnScope columns, JsonPointer at, Problems problems) {
        var typer = new ExprTyper(columns, problems);
        typer.type(expr, at);
        return typer.types;
    }

    /**
     * Types an expression that was checked before.
     *
     * @throws IllegalArgumentException when it has a fault after all
     */
    public static ExprTypes types(Expr expr, Map<String, DataType> columns) {
        ExprTypes types = check(expr, new ColumnScope("the source", columns), "");
        if (!types.problems().isEmpty())
            throw new IllegalArgumentException("unchecked expression: " + types.problems());
        return types;
    }

    private Known type(Expr expr, JsonPointer at) {
        Known known = find(expr, at);
        types.put(expr, known instanceof Known.As(DataType type) ? Optional.of(type) : Optional.empty());
        return known;
    }

    private Known find(Expr expr, JsonPointer at) {
        return switch (expr) {
            case Column(var name) -> column(name, at);
            case TextLiteral _ -> as(Simple.TEXT);
            case NumberLiteral _ -> as(Simple.FLOAT64);
            case BoolLiteral _ -> as(Simple.BOOL);
            case NullLiteral _ -> Known.Open.NULL;
            case Arithmetic arithmetic -> arithmetic(arithmetic, at);
            case Comparison comparison -> comparison(comparison, at);
            case Logic(var operator, var left, var right) -> {
                String name = operator.name().toLowerCase(Locale.ROOT);
                needs(left, at.field("left"), name, Simple.BOOL);
                needs(right, at.field("right"), name, Simple.BOOL);
                yield as(Simple.BOOL);
            }
            case Not(var input) -> input("not", input, at, Simple.BOOL, Simple.BOOL);
            case Contains(var input, var pattern) -> {
                needs(input, at.field("input"), "contains", Simple.TEXT);
                needs(pattern, at.field("pattern"), "contains", Simple.TEXT);
                yield as(Simple.BOOL);
            }
            case Concat(var _, var arguments) -> {
                JsonPointer list = at.field("args");
                for (int i = 0; i < arguments.size(); i++) {
                    needs(arguments.get(i), list.element(i), "concat", Simple.TEXT);
                }
                yield as(Simple.TEXT);
            }
            case Upper(var input) -> input("upper", input, at, Simple.TEXT, Simple.TEXT);
            case Lower(var input) -> input("lower", input, at, Simple.TEXT, Simple.TEXT);
            case Trim(var input) -> input("trim", input, at, Simple.TEXT, Simple.TEXT);
            case Substring(var input, var _, var _) -> input("substring", input, at, Simple.TEXT, Simple.TEXT);
            case If choice -> choice(choice, at);
            case Coalesce(var arguments) -> {
                JsonPointer list = at.field("args");
                List<Known> branches = new ArrayList<>();
                for (int i = 0; i < arguments.size(); i++) branches.add(type(arguments.get(i), list.element(i)));
                yield branches("coalesce", branches, at);
            }
            case ParseDate(var input, var _) -> input("parse_date", input, at, Simple.DATE, Simple.TEXT);
            case ParseTimestamp(var input, var _, var _) ->
                input("parse_timestamp", input, at, Simple.TIMESTAMP, Simple.TEXT);
            case ParseNumber(var input, var _, var _) -> input("parse_number", input, at, Simple.FLOAT64, Simple.TEXT);
            case DatePart(var part, var input) ->
                input(part.name().toLowerCase(Locale.ROOT), input, at, Simple.INT64, Simple.DATE, Simple.TIMESTAMP);
            case FromUnix(var input, var _) -> input("from_unix", input, at, Simple.DATE, Simple.INT64, Simple.FLOAT64);
            case LookupRef(var _, var input) -> input("lookup_ref", input, at, Simple.TEXT, Simple.TEXT);
            case Cast cast -> cast(cast, at);
        };
    }

    private Known column(String name, JsonPointer at) {
        Optional<DataType> type = columns.type(name);
        if (type.isPresent()) return as(type.get());
        Optional<String> hint = problems.nearest(name, columns.types().keySet())
                .or(() -> Optional.of("Add the column to its schema, or use one that is there."));
        report("unknown_column", at, "Column " + Quoted.text(name) + " is not in " + columns.owner() + ".", hint);
        return Known.Open.UNKNOWN;
    }

    private Known arithmetic(Arithmetic node, JsonPointer at) {
        String name = node.operator().symbol();
        Known left = number(node.left(), at.field("left"), name);
        Known right = number(node.right(), at.field("right"), name);
        if (node.operator() == Expr.ArithmeticOperator.DIV) return as(Simple.FLOAT64);
        if (left == Known.Open.UNKNOWN || right == Known.Open.UNKNOWN) return Known.Open.UNKNOWN;
        if (!(left instanceof Known.As(DataType a))) return right;
        if (!(right instanceof Known.As(DataType b))) return left;
        Optional<DataType> result = TypeRules.arithmetic(node.operator(), a, b);
        if (result.isPresent()) return as(result.get());
        report(
                "decimal_too_wide",
                at,
                "The product of " + a.label() + " and " + b.label() + " has more than 38 digits after the point.",
                Optional.of("Cast one side to a decimal with a smaller scale, or to float64."));
        return Known.Open.UNKNOWN;
    }

    private Known number(Expr expr, JsonPointer at, String operator) {
        Known known = type(expr, at);
        if (!(known instanceof Known.As(DataType type)) || type.isNumeric()) return known;
        report(
                "type_mismatch",
                at,
                "\"" + operator + "\" works on numbers, not on " + type.label() + ".",
                Optional.of(
                        type == Simple.TEXT
                                ? "Use cast(…, float64), cast(…, decimal(12,2)) or parse_number(…) to make it a number."
                                : "Use an int64, float64 or decimal value here."));
        return Known.Open.UNKNOWN;
    }

    private Known comparison(Comparison node, JsonPointer at) {
        Known left = type(node.left(), at.field("left"));
        Known right = type(node.right(), at.field("right"));
        if (!(left instanceof Known.As(DataType a)) || !(right instanceof Known.As(DataType b))) return as(Simple.BOOL);
        if (node.right() instanceof TextLiteral(var text) && isTemporal(a)) {
            literal(text, a, at.field("right"));
        } else if (node.left() instanceof TextLiteral(var text) && isTemporal(b)) {
            literal(text, b, at.field("left"));
        } else if (!TypeRules.canCompare(a, b)) {
            report(
                    "type_mismatch",
                    at,
                    "\"" + node.operator().symbol() + "\" cannot compare " + a.label() + " with " + b.label() + ".",
                    Optional.of("Cast one side to the type of the other."));
        }
        return as(Simple.BOOL);
    }

    private void literal(String text, DataType beside, JsonPointer at) {
        if (beside == Simple.DATE && IsoText.date(text).isEmpty()) {
            report(
                    "bad_date_literal",
                    at,
                    Quoted.text(text) + " is compared with a date but is no date.",
                    Optional.of("Write it as YYYY-MM-DD, for instance \"2024-01-31\"."));
        }
        if (beside == Simple.TIMESTAMP && IsoText.timestampLiteral(text).isEmpty()) {
            report(
                    "bad_date_literal",
                    at,
                    Quoted.text(text) + " is compared with a timestamp but is none.",
                    Optional.of("Write it as YYYY-MM-DD HH:MM:SS, for instance \"2024-01-31 08:00:00\"."));
        }
    }

    private Known choice(If node, JsonPointer at) {
        needs(node.condition(), at.field("cond"), "if", Simple.BOOL);
        Known then = type(node.then(), at.field("then"));
        Known otherwise = type(node.otherwise(), at.field("else"));
        return branches("if", List.of(then, otherwise), at);
    }

    private Known branches(String name, List<Known> branches, JsonPointer at) {
        if (branches.contains(Known.Open.UNKNOWN)) return Known.Open.UNKNOWN;
        Set<DataType> found = new LinkedHashSet<>();
        for (Known branch : branches) {
            if (branch instanceof Known.As(DataType type)) found.add(type);
        }
        if (found.isEmpty()) return Known.Open.NULL;
        Optional<DataType> common = TypeRules.common(found);
        if (common.isPresent()) return as(common.get());
        String list =
                String.join(", ", found.stream().map(DataType::label).limit(4).toList());
        report(
                "type_mismatch",
                at,
                "The branches of \"" + name + "\" have no common type: " + list + ".",
                Optional.of("Cast them to one type."));
        return Known.Open.UNKNOWN;
    }

    private Known cast(Cast node, JsonPointer at) {
        Known input = type(node.input(), at.field("input"));
        if (input instanceof Known.As(DataType from) && !TypeRules.canCast(from, node.to())) {
            report(
                    "bad_cast",
                    at,
                    "There is no cast from " + from.label() + " to " + node.to().label() + ".",
                    Optional.of("Cast to string first if the text of the value is what you want."));
        }
        return as(node.to());
    }

    private Known input(String name, Expr input, JsonPointer at, DataType result, DataType... allowed) {
        needs(input, at.field("input"), name, allowed);
        return as(result);
    }

    private void needs(Expr expr, JsonPointer at, String name, DataType... allowed) {
        if (!(type(expr, at) instanceof Known.As(DataType type))
                || List.of(allowed).contains(type)) return;
        String wanted = String.join(
                " or ", List.of(allowed).stream().map(DataType::label).toList());
        report(
                "type_mismatch",
                at,
                "\"" + name + "\" takes " + wanted + " here, not " + type.label() + ".",
                TypeRules.canCast(type, allowed[0])
                        ? Optional.of("Wrap it in cast(…, " + allowed[0].label() + ").")
                        : Optional.empty());
    }

    private void report(String kind, JsonPointer at, String message, Optional<String> hint) {
        problems.add(kind, at, message, hint);
    }

    private static Known as(DataType type) {
        return new Known.As(type);
    }

    private static boolean isTemporal(DataType type) {
        return type == Simple.DATE || type == Simple.TIMESTAMP;
    }
}
