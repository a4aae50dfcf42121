package dev.karet.model.expr;

import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes an expression in the textual form; {@link ExprParser} reads back an equal tree. */
public final class ExprPrinter {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** How tightly a piece of text holds together; what holds looser than its place needs parentheses. */
    private enum Binding {
        COMPARISON,
        SUM,
        PRODUCT,
        ATOM
    }

    private record Piece(String text, Binding binding) {}

    private ExprPrinter() {}

    /**
     * The textual form of {@code expr}, on one line unless a literal holds a line break.
     *
     * @throws IllegalArgumentException when {@code expr} is beyond {@link ExprSize}
     */
    public static String print(Expr expr) {
        ExprSize.problem(expr, "").ifPresent(problem -> {
            throw new IllegalArgumentException(problem.message());
        });
        return piece(expr).text;
    }

    private static Piece piece(Expr expr) {
        return switch (expr) {
            case Expr.Column(var name) -> atom(isName(name) ? name : "col(" + quoted(name) + ")");
            case Expr.TextLiteral(var value) -> atom(quoted(value));
            case Expr.NumberLiteral(var value) -> atom(NumberText.literal(value));
            case Expr.BoolLiteral(var value) -> atom(Boolean.toString(value));
            case Expr.NullLiteral _ -> atom("null");
            case Expr.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Expr.Comparison(var operator, var left, var right) ->
                infix(left, Binding.SUM, operator.symbol(), right, Binding.SUM, Binding.COMPARISON);
            case Expr.Logic(var operator, var left, var right) -> call(lower(operator), text(left), text(right));
            case Expr.Not(var input) -> call("not", text(input));
            case Expr.Contains(var input, var pattern) -> call("contains", text(input), text(pattern));
            case Expr.Concat(var separator, var arguments) -> {
                List<String> parts = new ArrayList<>(List.of(quoted(separator)));
                arguments.forEach(argument -> parts.add(text(argument)));
                yield call("concat", parts);
            }
            case Expr.Upper(var input) -> call("upper", text(input));
            case Expr.Lower(var input) -> call("lower", text(input));
            case Expr.Trim(var input) -> call("trim", text(input));
            case Expr.Substring(var input, var start, var length) -> {
                List<String> parts = new ArrayList<>(List.of(text(input), Integer.toString(start)));
                length.ifPresent(count -> parts.add(Integer.toString(count)));
                yield call("substring", parts);
            }
            case Expr.If(var condition, var then, var otherwise) ->
                call("if", text(condition), text(then), text(otherwise));
            case Expr.Coalesce(var arguments) ->
                call("coalesce", arguments.stream().map(ExprPrinter::text).toList());
            case Expr.ParseDate(var input, var format) -> call("parse_date", text(input), quoted(format));
            case Expr.ParseTimestamp(var input, var format, var zone) ->
                call("parse_timestamp", optionals(List.of(text(input), quoted(format)), List.of(zone)));
            case Expr.ParseNumber(var input, var decimal, var thousands) ->
                call("parse_number", optionals(List.of(text(input)), List.of(decimal, thousands)));
            case Expr.DatePart(var part, var input) -> call(lower(part), text(input));
            case Expr.FromUnix(var input, var unit) ->
                unit == EpochUnit.SECONDS
                        ? call("from_unix", text(input))
                        : call("from_unix", text(input), quoted(unit.label()));
            case Expr.LookupRef(var lookupId, var input) ->
                call("lookup_ref", isName(lookupId) ? lookupId : quoted(lookupId), text(input));
            case Expr.Cast(var input, var to, var onError) ->
                onError == OnError.REJECT_ROW
                        ? call("cast", text(input), to.label())
                        : call("cast", text(input), to.label(), quoted("null"));
        };
    }

    /** Operators of one level group to the left, so only a left operand of the same level stands bare. */
    private static Piece arithmetic(Expr.Arithmetic node) {
        String symbol = node.operator().symbol();
        return switch (node.operator()) {
            case ADD, SUB -> infix(node.left(), Binding.SUM, symbol, node.right(), Binding.PRODUCT, Binding.SUM);
            case MUL, DIV -> infix(node.left(), Binding.PRODUCT, symbol, node.right(), Binding.ATOM, Binding.PRODUCT);
        };
    }

    private static Piece infix(
            Expr left, Binding leftNeeds, String symbol, Expr right, Binding rightNeeds, Binding binding) {
        return new Piece(operand(left, leftNeeds) + " " + symbol + " " + operand(right, rightNeeds), binding);
    }

    private static String operand(Expr expr, Binding needs) {
        Piece piece = piece(expr);
        return piece.binding.compareTo(needs) < 0 ? "(" + piece.text + ")" : piece.text;
    }

    private static String text(Expr expr) {
        return piece(expr).text;
    }

    /** The arguments that are there, with {@code null} holding the place of one that is left out before one that is not. */
    private static List<String> optionals(List<String> before, List<Optional<String>> optionals) {
        List<String> parts = new ArrayList<>(before);
        int last = optionals.size();
        while (last > 0 && optionals.get(last - 1).isEmpty()) last--;
        for (Optional<String> optional : optionals.subList(0, last)) {
            parts.add(optional.map(ExprPrinter::quoted).orElse("null"));
        }
        return parts;
    }

    private static Piece call(String name, String... arguments) {
        return call(name, List.of(arguments));
    }

    private static Piece call(String name, List<String> arguments) {
        return atom(name + "(" + String.join(", ", arguments) + ")");
    }

    private static Piece atom(String text) {
        return new Piece(text, Binding.ATOM);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !ExprParser.RESERVED.contains(text);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
