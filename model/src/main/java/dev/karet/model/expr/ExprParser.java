package dev.karet.model.expr;

import dev.karet.model.NearestName;
import dev.karet.model.Quoted;
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
import dev.karet.model.expr.ExprTokens.Kind;
import dev.karet.model.expr.ExprTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the textual form of an expression, as {@code docs/reference/expressions.md} describes it. */
public final class ExprParser {

    /** Names that are literals and never columns. */
    static final Set<String> RESERVED = Set.of("true", "false", "null");

    private static final int MAX_LENGTH = 1_000_000;

    /** Calls and parentheses inside each other; a tree of 64 levels needs at most two a level. */
    private static final int MAX_NESTING = 2 * ExprSize.MAX_DEPTH + 1;

    private static final List<String> FUNCTIONS = List.of(
            "col",
            "add",
            "sub",
            "mul",
            "div",
            "eq",
            "ne",
            "gt",
            "lt",
            "ge",
            "le",
            "and",
            "or",
            "not",
            "contains",
            "concat",
            "upper",
            "lower",
            "trim",
            "substring",
            "if",
            "coalesce",
            "parse_date",
            "parse_timestamp",
            "parse_number",
            "year",
            "month",
            "day",
            "hour",
            "from_unix",
            "lookup_ref",
            "cast");

    private final List<Token> tokens;
    private int at;
    private int nodes;
    private int nesting;

    private ExprParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** What became of a text. */
    public sealed interface Result {

        /** The text is an expression. */
        record Parsed(Expr expr) implements Result {}

        /**
         * The text is none.
         *
         * @param message one sentence about what was found and what was expected
         * @param offset where, from 0, in UTF-16 units; the length of the text for its end
         * @param hint what to do about it
         */
        record Faulty(String message, int offset, String hint) implements Result {}
    }

    /** Reads {@code text}; never throws, whatever the text. */
    public static Result parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Result.Faulty(
                    "The text is longer than 1,000,000 characters.", MAX_LENGTH, "Move long lists into a lookup.");
        }
        try {
            var parser = new ExprParser(ExprTokens.of(text));
            Expr expr = parser.expression();
            parser.end();
            var size = ExprSize.problem(expr, "");
            if (size.isPresent()) {
                return new Result.Faulty(
                        size.get().message(), 0, size.get().hint().orElse(""));
            }
            return new Result.Parsed(expr);
        } catch (ExprSyntaxException fault) {
            return fault.result();
        }
    }

    private Expr expression() throws ExprSyntaxException {
        Expr left = sum();
        Optional<ComparisonOperator> operator = comparison();
        if (operator.isEmpty()) return left;
        at++;
        Expr comparison = made(new Comparison(operator.get(), left, sum()));
        if (comparison().isPresent()) {
            throw fault(
                    "Comparisons cannot be chained.", "Use and(a < b, b < c), or put parentheses around one of them.");
        }
        return comparison;
    }

    private Optional<ComparisonOperator> comparison() {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            if (next().is(operator.symbol())) return Optional.of(operator);
        }
        return Optional.empty();
    }

    private Expr sum() throws ExprSyntaxException {
        Expr left = product();
        while (next().is("+") || next().is("-")) {
            var operator = take().is("+") ? ArithmeticOperator.ADD : ArithmeticOperator.SUB;
            left = made(new Arithmetic(operator, left, product()));
        }
        return left;
    }

    private Expr product() throws ExprSyntaxException {
        Expr left = operand();
        while (next().is("*") || next().is("/")) {
            var operator = take().is("*") ? ArithmeticOperator.MUL : ArithmeticOperator.DIV;
            left = made(new Arithmetic(operator, left, operand()));
        }
        return left;
    }

    private Expr operand() throws ExprSyntaxException {
        Token token = next();
        if (token.is("(")) {
            at++;
            enter(token);
            Expr inner = expression();
            expect(")");
            nesting--;
            return inner;
        }
        return switch (token.kind()) {
            case TEXT -> made(new Expr.TextLiteral(take().text()));
            case NUMBER -> made(new Expr.NumberLiteral(number()));
            case NAME -> tokens.get(at + 1).is("(") ? call() : made(name(take().text()));
            case SYMBOL -> {
                if (!token.is("-")) throw expected("a value");
                if (tokens.get(at + 1).kind() != Kind.NUMBER) {
                    throw fault("A minus sign only stands before a number.", "Write 0 - x instead of -x.");
                }
                yield made(new Expr.NumberLiteral(number()));
            }
            case END -> throw expected("a value");
        };
    }

    private static Expr name(String name) {
        return switch (name) {
            case "true" -> new Expr.BoolLiteral(true);
            case "false" -> new Expr.BoolLiteral(false);
            case "null" -> new Expr.NullLiteral();
            default -> new Expr.Column(name);
        };
    }

    private Expr call() throws ExprSyntaxException {
        Token function = take();
        enter(take());
        Expr expr = switch (function.text()) {
            case "col" -> new Expr.Column(textArgument("the column's name in quotes"));
            case "add" -> arithmetic(ArithmeticOperator.ADD);
            case "sub" -> arithmetic(ArithmeticOperator.SUB);
            case "mul" -> arithmetic(ArithmeticOperator.MUL);
            case "div" -> arithmetic(ArithmeticOperator.DIV);
            case "eq" -> comparison(ComparisonOperator.EQ);
            case "ne" -> comparison(ComparisonOperator.NE);
            case "gt" -> comparison(ComparisonOperator.GT);
            case "lt" -> comparison(ComparisonOperator.LT);
            case "ge" -> comparison(ComparisonOperator.GE);
            case "le" -> comparison(ComparisonOperator.LE);
            case "and" -> new Logic(LogicOperator.AND, expression(), following());
            case "or" -> new Logic(LogicOperator.OR, expression(), following());
            case "not" -> new Expr.Not(expression());
            case "contains" -> new Expr.Contains(expression(), following());
            case "concat" -> concat();
            case "upper" -> new Expr.Upper(expression());
            case "lower" -> new Expr.Lower(expression());
            case "trim" -> new Expr.Trim(expression());
            case "substring" -> substring();
            case "if" -> new Expr.If(expression(), following(), following());
            case "coalesce" -> new Expr.Coalesce(next().is(")") ? List.of() : expressions());
            case "parse_date" -> new Expr.ParseDate(expression(), followingText("the format in quotes"));
            case "parse_timestamp" ->
                new Expr.ParseTimestamp(
                        expression(), followingText("the format in quotes"), optionalText("the zone in quotes"));
            case "parse_number" ->
                new Expr.ParseNumber(
                        expression(),
                        optionalText("the decimal sign in quotes"),
                        optionalText("the thousands sign in quotes"));
            case "year" -> new DatePart(Part.YEAR, expression());
            case "month" -> new DatePart(Part.MONTH, expression());
            case "day" -> new DatePart(Part.DAY, expression());
            case "hour" -> new DatePart(Part.HOUR, expression());
            case "from_unix" -> fromUnix();
            case "lookup_ref" -> lookup();
            case "cast" -> cast();
            default -> throw unknown(function);
        };
        if (next().is(",")) {
            throw fault(
                    "\"" + function.text() + "\" takes no further argument.",
                    "Remove it, or close the call with \")\".");
        }
        expect(")");
        nesting--;
        return made(expr);
    }

    private Expr arithmetic(ArithmeticOperator operator) throws ExprSyntaxException {
        return new Arithmetic(operator, expression(), following());
    }

    private Expr comparison(ComparisonOperator operator) throws ExprSyntaxException {
        return new Comparison(operator, expression(), following());
    }

    private Expr concat() throws ExprSyntaxException {
        String separator = textArgument("the separator in quotes");
        return new Expr.Concat(separator, accept(",") ? expressions() : List.of());
    }

    private Expr substring() throws ExprSyntaxException {
        Expr input = expression();
        expect(",");
        int start = integer();
        return new Expr.Substring(input, start, accept(",") ? OptionalInt.of(integer()) : OptionalInt.empty());
    }

    private Expr fromUnix() throws ExprSyntaxException {
        Expr input = expression();
        Token label = tokens.get(Math.min(at + 1, tokens.size() - 1));
        Optional<String> unit = optionalText("\"s\" or \"ms\"");
        for (EpochUnit known : EpochUnit.values()) {
            if (known.label().equals(unit.orElse("s"))) return new Expr.FromUnix(input, known);
        }
        throw new ExprSyntaxException(
                label.words() + " is not a unit of from_unix.", label.offset(), "Use \"s\" or \"ms\".");
    }

    private Expr lookup() throws ExprSyntaxException {
        Token id = next();
        boolean bare = id.kind() == Kind.NAME && !RESERVED.contains(id.text());
        if (!bare && id.kind() != Kind.TEXT) throw expected("the lookup's id");
        at++;
        return new Expr.LookupRef(id.text(), following());
    }

    private Expr cast() throws ExprSyntaxException {
        Expr input = expression();
        expect(",");
        DataType type = type();
        Token label = tokens.get(Math.min(at + 1, tokens.size() - 1));
        Optional<String> onError = optionalText("\"null\"");
        if (onError.isPresent() && !onError.get().equals("null")) {
            throw new ExprSyntaxException(
                    label.words() + " is not something cast can do on an error.",
                    label.offset(),
                    "Use \"null\", or leave it out to reject the row.");
        }
        return new Expr.Cast(input, type, onError.isPresent() ? OnError.NULL : OnError.REJECT_ROW);
    }

    private DataType type() throws ExprSyntaxException {
        Token name = next();
        if (name.kind() != Kind.NAME) throw expected("a type");
        at++;
        TypeNames.Reading reading;
        if (name.text().equals("decimal") && accept("(")) {
            int precision = integer();
            expect(",");
            int scale = integer();
            expect(")");
            reading = TypeNames.decimal(precision, scale);
        } else {
            reading = TypeNames.read(name.text());
        }
        return switch (reading) {
            case TypeNames.Reading.Type(var type) -> type;
            case TypeNames.Reading.Faulty(var message, var hint) ->
                throw new ExprSyntaxException(message, name.offset(), hint);
        };
    }

    private List<Expr> expressions() throws ExprSyntaxException {
        List<Expr> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (accept(","));
        return list;
    }

    private Expr following() throws ExprSyntaxException {
        expect(",");
        return expression();
    }

    private String followingText(String what) throws ExprSyntaxException {
        expect(",");
        return textArgument(what);
    }

    /** An argument that may be left out, or stand as null so that one behind it can be given. */
    private Optional<String> optionalText(String what) throws ExprSyntaxException {
        if (!accept(",")) return Optional.empty();
        if (next().kind() == Kind.NAME && next().text().equals("null")) {
            at++;
            return Optional.empty();
        }
        return Optional.of(textArgument(what));
    }

    private String textArgument(String what) throws ExprSyntaxException {
        if (next().kind() != Kind.TEXT) throw expected(what);
        return take().text();
    }

    private double number() throws ExprSyntaxException {
        boolean negative = accept("-");
        Token digits = take();
        double value = Double.parseDouble(digits.text());
        if (Double.isInfinite(value)) {
            throw new ExprSyntaxException(
                    "The number " + Quoted.text(digits.text()) + " is too large for a double.",
                    digits.offset(),
                    "Use a number below 1.8e308.");
        }
        return negative ? -value : value;
    }

    private int integer() throws ExprSyntaxException {
        Token first = next();
        boolean negative = accept("-");
        if (next().kind() != Kind.NUMBER) throw expected("a whole number");
        String digits = (negative ? "-" : "") + take().text();
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notAnInt) {
            throw new ExprSyntaxException(
                    Quoted.text(digits) + " is not a whole number in range.",
                    first.offset(),
                    "Use a whole number between -2147483648 and 2147483647.");
        }
    }

    private void end() throws ExprSyntaxException {
        if (next().kind() != Kind.END) throw expected("an operator or the end");
    }

    private void enter(Token opening) throws ExprSyntaxException {
        if (++nesting > MAX_NESTING) {
            throw new ExprSyntaxException(
                    "Calls and parentheses are nested more than " + MAX_NESTING + " deep.",
                    opening.offset(),
                    "Write it flatter; an expression has at most 64 levels.");
        }
    }

    private Expr made(Expr expr) throws ExprSyntaxException {
        if (++nodes > ExprSize.MAX_NODES) {
            throw fault("The expression has more than 10,000 nodes.", "Move long lists of cases into a lookup.");
        }
        return expr;
    }

    private static ExprSyntaxException unknown(Token function) {
        return new ExprSyntaxException(
                "There is no function " + Quoted.text(function.text()) + ".",
                function.offset(),
                NearestName.hint(function.text(), FUNCTIONS)
                        .orElse("The functions are " + String.join(", ", FUNCTIONS) + "."));
    }

    private boolean accept(String symbol) {
        if (!next().is(symbol)) return false;
        at++;
        return true;
    }

    private void expect(String symbol) throws ExprSyntaxException {
        if (!accept(symbol)) throw expected("\"" + symbol + "\"");
    }

    private ExprSyntaxException expected(String what) {
        return fault("Here stands " + next().words() + " where " + what + " was expected.", "Put " + what + " here.");
    }

    private ExprSyntaxException fault(String message, String hint) {
        return new ExprSyntaxException(message, next().offset(), hint);
    }

    private Token next() {
        return tokens.get(at);
    }

    private Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) at++;
        return token;
    }
}
