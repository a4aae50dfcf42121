package dev.karet.model.expr;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An expression over the columns of one source row. Immutable. What each node means is written in
 * {@code docs/reference/expressions.md} and pinned by the conformance suite that every engine passes.
 *
 * <p>Construction checks only what makes a node a node; whether its columns, lookups, formats and types exist and fit is for the
 * checker, so that every fault of a document can be told at once.
 */
public sealed interface Expr {

    /** The source column called {@code name}, converted to its declared type. */
    record Column(String name) implements Expr {}

    /** A text literal. */
    record TextLiteral(String value) implements Expr {}

    /** A number literal; always a finite double. */
    record NumberLiteral(double value) implements Expr {
        public NumberLiteral {
            if (!Double.isFinite(value)) throw new IllegalArgumentException("a number literal is finite");
        }
    }

    /** {@code true} or {@code false}. */
    record BoolLiteral(boolean value) implements Expr {}

    /** Null, which fits every type. */
    record NullLiteral() implements Expr {}

    /** {@code left operator right}; null when either side is, and null for what is not finite. */
    record Arithmetic(ArithmeticOperator operator, Expr left, Expr right) implements Expr {}

    /** {@code left operator right}; text is compared by code point. */
    record Comparison(ComparisonOperator operator, Expr left, Expr right) implements Expr {}

    /** {@code and} or {@code or} in three-valued logic; both sides are always evaluated. */
    record Logic(LogicOperator operator, Expr left, Expr right) implements Expr {}

    /** Negation in three-valued logic. */
    record Not(Expr input) implements Expr {}

    /** Whether {@code pattern} occurs in {@code input}, literally. */
    record Contains(Expr input, Expr pattern) implements Expr {}

    /** The arguments that are not null, joined with {@code separator}; of none, the empty text. Never null. */
    record Concat(String separator, List<Expr> arguments) implements Expr {
        public Concat {
            arguments = List.copyOf(arguments);
        }
    }

    /** Full Unicode upper case. */
    record Upper(Expr input) implements Expr {}

    /** Full Unicode lower case. */
    record Lower(Expr input) implements Expr {}

    /** {@code input} without Unicode white space at either end. */
    record Trim(Expr input) implements Expr {}

    /** Code points from {@code start} (0-based; negative counts from the end), {@code length} of them or to the end. */
    record Substring(Expr input, int start, OptionalInt length) implements Expr {}

    /** {@code then} where {@code condition} is true, else {@code otherwise}; only the branch taken is evaluated. */
    record If(Expr condition, Expr then, Expr otherwise) implements Expr {}

    /** The first argument that is not null; null when there is none. Later arguments are not evaluated. */
    record Coalesce(List<Expr> arguments) implements Expr {
        public Coalesce {
            arguments = List.copyOf(arguments);
        }
    }

    /** The date that {@code input} spells in {@code format}; null when it does not match. */
    record ParseDate(Expr input, String format) implements Expr {}

    /** The UTC timestamp that {@code input} spells in {@code format} on the clock of {@code zone} (an IANA name; absent: UTC). */
    record ParseTimestamp(Expr input, String format, Optional<String> zone) implements Expr {}

    /** The double that {@code input} spells as people write amounts; null when it is none. */
    record ParseNumber(Expr input, Optional<String> decimal, Optional<String> thousands) implements Expr {}

    /** One part of a date or timestamp, as int64. */
    record DatePart(Part part, Expr input) implements Expr {}

    /** The UTC date of a count of {@code unit}s since 1970. */
    record FromUnix(Expr input, EpochUnit unit) implements Expr {}

    /** What lookup {@code lookupId} (a dotted path for children) answers for {@code input}. */
    record LookupRef(String lookupId, Expr input) implements Expr {}

    /** {@code input} as {@code to}; what does not fit rejects the row, or is null. */
    record Cast(Expr input, DataType to, OnError onError) implements Expr {}

    /** The expressions directly below this one, in the order of the JSON form. */
    default List<Expr> children() {
        return switch (this) {
            case Column _, TextLiteral _, NumberLiteral _, BoolLiteral _, NullLiteral _ -> List.of();
            case Arithmetic(var _, var left, var right) -> List.of(left, right);
            case Comparison(var _, var left, var right) -> List.of(left, right);
            case Logic(var _, var left, var right) -> List.of(left, right);
            case Not(var input) -> List.of(input);
            case Contains(var input, var pattern) -> List.of(input, pattern);
            case Concat(var _, var arguments) -> arguments;
            case Upper(var input) -> List.of(input);
            case Lower(var input) -> List.of(input);
            case Trim(var input) -> List.of(input);
            case Substring(var input, var _, var _) -> List.of(input);
            case If(var condition, var then, var otherwise) -> List.of(condition, then, otherwise);
            case Coalesce(var arguments) -> arguments;
            case ParseDate(var input, var _) -> List.of(input);
            case ParseTimestamp(var input, var _, var _) -> List.of(input);
            case ParseNumber(var input, var _, var _) -> List.of(input);
            case DatePart(var _, var input) -> List.of(input);
            case FromUnix(var input, var _) -> List.of(input);
            case LookupRef(var _, var input) -> List.of(input);
            case Cast(var input, var _, var _) -> List.of(input);
        };
    }

    /** How two numbers make a third. The constant's name in lower case is the node's {@code kind}. */
    enum ArithmeticOperator {
        ADD("+"),
        SUB("-"),
        MUL("*"),
        DIV("/");

        private final String symbol;

        ArithmeticOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** How two values compare. The constant's name in lower case is the node's {@code kind}. */
    enum ComparisonOperator {
        EQ("=="),
        NE("!="),
        GT(">"),
        LT("<"),
        GE(">="),
        LE("<=");

        private final String symbol;

        ComparisonOperator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** How two truths make a third. */
    enum LogicOperator {
        AND,
        OR
    }

    /** A part of a date or timestamp. */
    enum Part {
        YEAR,
        MONTH,
        DAY,
        HOUR
    }

    /** The unit of a count since 1970-01-01T00:00:00Z. */
    enum EpochUnit {
        SECONDS("s"),
        MILLISECONDS("ms");

        private final String label;

        EpochUnit(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What a cast does with a value that does not fit. */
    enum OnError {
        REJECT_ROW,
        NULL
    }
}
