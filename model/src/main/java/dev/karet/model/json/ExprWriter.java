package dev.karet.model.json;

import dev.karet.model.expr.Expr;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.OnError;
import java.util.List;
import java.util.Locale;

/** Writes an expression within {@link dev.karet.model.expr.ExprSize} as its JSON tree. */
final class ExprWriter {

    private ExprWriter() {}

    static JsonTree.Obj tree(Expr expr) {
        return switch (expr) {
            case Expr.Column(var name) -> kind("col").put("name", name).object();
            case Expr.TextLiteral(var value) -> kind("str").put("value", value).object();
            case Expr.NumberLiteral(var value) ->
                kind("num").put("value", value).object();
            case Expr.BoolLiteral(var value) -> kind("bool").put("value", value).object();
            case Expr.NullLiteral _ -> kind("null").object();
            case Expr.Arithmetic(var operator, var left, var right) -> binary(operator, left, right);
            case Expr.Comparison(var operator, var left, var right) -> binary(operator, left, right);
            case Expr.Logic(var operator, var left, var right) -> binary(operator, left, right);
            case Expr.Not(var input) -> of("not", input).object();
            case Expr.Contains(var input, var pattern) ->
                of("contains", input).put("pattern", tree(pattern)).object();
            case Expr.Concat(var separator, var arguments) ->
                kind("concat")
                        .put("sep", separator)
                        .put("args", trees(arguments))
                        .object();
            case Expr.Upper(var input) -> of("upper", input).object();
            case Expr.Lower(var input) -> of("lower", input).object();
            case Expr.Trim(var input) -> of("trim", input).object();
            case Expr.Substring(var input, var start, var length) ->
                of("substring", input).put("start", start).put("length", length).object();
            case Expr.If(var condition, var then, var otherwise) ->
                kind("if")
                        .put("cond", tree(condition))
                        .put("then", tree(then))
                        .put("else", tree(otherwise))
                        .object();
            case Expr.Coalesce(var arguments) ->
                kind("coalesce").put("args", trees(arguments)).object();
            case Expr.ParseDate(var input, var format) ->
                of("parse_date", input).put("format", format).object();
            case Expr.ParseTimestamp(var input, var format, var zone) ->
                of("parse_timestamp", input)
                        .put("format", format)
                        .put("zone", zone)
                        .object();
            case Expr.ParseNumber(var input, var decimal, var thousands) ->
                of("parse_number", input)
                        .put("decimal", decimal)
                        .put("thousands", thousands)
                        .object();
            case Expr.DatePart(var part, var input) -> of(lower(part), input).object();
            case Expr.FromUnix(var input, var unit) ->
                of("from_unix", input)
                        .putUnless(unit == EpochUnit.SECONDS, "unit", unit.label())
                        .object();
            case Expr.LookupRef(var lookupId, var input) ->
                kind("lookup_ref")
                        .put("lookup_id", lookupId)
                        .put("input", tree(input))
                        .object();
            case Expr.Cast(var input, var to, var onError) ->
                of("cast", input)
                        .put("to", to.label())
                        .putUnless(onError == OnError.REJECT_ROW, "on_error", "null")
                        .object();
        };
    }

    private static Writing kind(String kind) {
        return new Writing().put("kind", kind);
    }

    private static Writing of(String kind, Expr input) {
        return kind(kind).put("input", tree(input));
    }

    private static JsonTree.Obj binary(Enum<?> operator, Expr left, Expr right) {
        return kind(lower(operator))
                .put("left", tree(left))
                .put("right", tree(right))
                .object();
    }

    private static JsonTree trees(List<Expr> arguments) {
        return new JsonTree.Arr(
                arguments.stream().<JsonTree>map(ExprWriter::tree).toList());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
