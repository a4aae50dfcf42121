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

    private final ExprCursor at;
    private int nodes;
    private int nesting;

    private ExprParser(ExprCursor at) {
        this.at = at;
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
            var parser = new ExprParser(new ExprCursor(ExprTokens.of(text)));
            Expr expr = parser.expression();
            parser.at.end();
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
        at.take();
        Expr comparison = made(new Comparison(operator.get(), left, sum()));
        if (comparison().isPresent()) {
            throw at.fault(
                    "Comparisons cannot be chained.", "Use and(a < b, b < c), or put parentheses around one of them.");
        }
        return comparison;
    }

    private Optional<ComparisonOperator> comparison() {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            if (at.next().is(operator.symbol())) return Optional.of(operator);
        }
        return Optional.empty();
    }

    private Expr sum() throws ExprSyntaxException {
        Expr left = product();
        while (at.next().is("+") || at.next().is("-")) {
            var operator = at.take().is("+") ? ArithmeticOperator.ADD : ArithmeticOperator.SUB;
            left = made(new Arithmetic(operator, left, product()));
        }
        return left;
    }

    private Expr product() throws ExprSyntaxException {
        Expr left = operand();
        while (at.next().is("*") || at.next().is("/")) {
            var operator = at.take().is("*") ? ArithmeticOperator.MUL : ArithmeticOperator.DIV;
            left = made(new Arithmetic(operator, left, operand()));
        }
        return left;
    }

    private Expr operand() throws ExprSyntaxException {
        Token token = at.next();
        if (token.is("(")) {
            at.take();
            enter(token);
            Expr inner = expression();
            at.expect(")");
            nesting--;
            return inner;
        }
        return switch (token.kind()) {
            case TEXT -> made(new Expr.TextLiteral(at.take().text()));
            case NUMBER -> made(new Expr.NumberLiteral(at.number()));
            case NAME -> at.second().is("(") ? call() : made(name(at.take().text()));
            case SYMBOL -> {
                if (!token.is("-")) throw at.expected("a value");
                if (at.second().kind() != Kind.NUMBER) {
                    throw at.fault("A minus sign only stands before a number.", "Write 0 - x instead of -x.");
                }
                yield made(new Expr.NumberLiteral(at.number()));
            }
            case END -> throw at.expected("a value");
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
        Token function = at.take();
        enter(at.take());
        Expr expr = switch (function.text()) {
            case "col" -> new Expr.Column(at.textArgument("the column's name in quotes"));
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
            case "coalesce" -> new Expr.Coalesce(at.next().is(")") ? List.of() : expressions());
            case "parse_date" -> new Expr.ParseDate(expression(), followingText("the format in quotes"));
            case "parse_timestamp" ->
                new Expr.ParseTimestamp(
                        expression(), followingText("the format in quotes"), at.optionalText("the zone in quotes"));
            case "parse_number" ->
                new Expr.ParseNumber(
                        expression(),
                        at.optionalText("the decimal sign in quotes"),
                        at.optionalText("the thousands sign in quotes"));
            case "year" -> new DatePart(Part.YEAR, expression());
            case "month" -> new DatePart(Part.MONTH, expression());
            case "day" -> new DatePart(Part.DAY, expression());
            case "hour" -> new DatePart(Part.HOUR, expression());
            case "from_unix" -> fromUnix();
            case "lookup_ref" -> lookup();
            case "cast" -> cast();
            default -> throw unknown(function);
        };
        if (at.next().is(",")) {
            throw at.fault(
                    "\"" + function.text() + "\" takes no further argument.",
                    "Remove it, or close the call with \")\".");
        }
        at.expect(")");
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
        String separator = at.textArgument("the separator in quotes");
        return new Expr.Concat(separator, at.accept(",") ? expressions() : List.of());
    }

    private Expr substring() throws ExprSyntaxException {
        Expr input = expression();
        at.expect(",");
        int start = at.integer();
        return new Expr.Substring(input, start, at.accept(",") ? OptionalInt.of(at.integer()) : OptionalInt.empty());
    }

    private Expr fromUnix() throws ExprSyntaxException {
        Expr input = expression();
        Token label = at.second();
        Optional<String> unit = at.optionalText("\"s\" or \"ms\"");
        for (EpochUnit known : EpochUnit.values()) {
            if (known.label().equals(unit.orElse("s"))) return new Expr.FromUnix(input, known);
        }
        throw new ExprSyntaxException(
                label.words() + " is not a unit of from_unix.", label.offset(), "Use \"s\" or \"ms\".");
    }

    private Expr lookup() throws ExprSyntaxException {
        Token id = at.next();
        boolean bare = id.kind() == Kind.NAME && !RESERVED.contains(id.text());
        if (!bare && id.kind() != Kind.TEXT) throw at.expected("the lookup's id");
        at.take();
        return new Expr.LookupRef(id.text(), following());
    }

    private Expr cast() throws ExprSyntaxException {
        Expr input = expression();
        at.expect(",");
        DataType type = type();
        Token label = at.second();
        Optional<String> onError = at.optionalText("\"null\"");
        if (onError.isPresent() && !onError.get().equals("null")) {
            throw new ExprSyntaxException(
                    label.words() + " is not something cast can do on an error.",
                    label.offset(),
                    "Use \"null\", or leave it out to reject the row.");
        }
        return new Expr.Cast(input, type, onError.isPresent() ? OnError.NULL : OnError.REJECT_ROW);
    }

    private DataType type() throws ExprSyntaxException {
        Token name = at.next();
        if (name.kind() != Kind.NAME) throw at.expected("a type");
        at.take();
        TypeNames.Reading reading;
        if (name.text().equals("decimal") && at.accept("(")) {
            int precision = at.integer();
            at.expect(",");
            int scale = at.integer();
            at.expect(")");
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
        } while (at.accept(","));
        return list;
    }

    private Expr following() throws ExprSyntaxException {
        at.expect(",");
        return expression();
    }

    private String followingText(String what) throws ExprSyntaxException {
        at.expect(",");
        return at.textArgument(what);
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
            throw at.fault("The expression has more than 10,000 nodes.", "Move long lists of cases into a lookup.");
        }
        return expr;
    }

    private static ExprSyntaxException unknown(Token function) {
        return new ExprSyntaxException(
                "There is no function " + Quoted.text(function.text()) + ".",
                function.offset(),
                NearestName.hint(function.text(), FunctionNames.ALL)
                        .orElse("The functions are " + String.join(", ", FunctionNames.ALL) + "."));
    }
}
