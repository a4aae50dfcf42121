package dev.karet.engine.sql;

import dev.karet.engine.lookup.LookupMatcher;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one engine spells what Karet means. Every method returns an SQL expression that is total: it never raises, and is null where
 * {@code docs/reference/expressions.md} says that a value is null or does not fit.
 *
 * <p>Operands are SQL expressions. Where a parameter is called {@code cell}, it is a column or a literal, so that naming it twice costs
 * nothing; other operands may be large and must be used once. Thread-safe.
 */
public interface SqlDialect {

    /** A quoted name. */
    String identifier(String name);

    /** A text literal for any text at all, quotes, NUL and lone surrogates (which become U+FFFD) included. */
    String text(String value);

    /** A double literal; {@code value} is finite. */
    String number(double value);

    /** A null of {@code type}. */
    String nullOf(DataType type);

    /** Whether a text is of Unicode White_Space only, or empty. */
    String isBlank(String cell);

    /** A number as a source writes it, rewritten with a decimal point and without thousands signs; null when its groups are not whole. */
    String plainNumber(String cell, String decimal, String thousands);

    /** {@code cell} as {@code to}; null when it does not fit. Only pairs that the language allows are asked for. */
    String cast(String cell, DataType from, DataType to);

    /** Both operands are of {@code type}'s kind already, except for decimals, which come as they are. */
    String arithmetic(ArithmeticOperator operator, Operand left, Operand right, DataType type);

    /** Operands of one kind: two numbers, two texts, two bools, two dates or two timestamps. */
    String compare(ComparisonOperator operator, Operand left, Operand right);

    String contains(String input, String pattern);

    String concat(String separator, List<String> arguments);

    String upper(String cell);

    String lower(String cell);

    String trim(String cell);

    String substring(String cell, int start, OptionalInt length);

    String parseDate(String cell, String format);

    String parseTimestamp(String cell, String format, String zone);

    String parseNumber(String cell, Optional<String> decimal, Optional<String> thousands);

    /** {@code operand} is a date or a timestamp; the result an int64. */
    String part(Part part, Operand operand);

    /** {@code cell} is an int64 or a double. */
    String fromUnix(String cell, EpochUnit unit, DataType type);

    String lookup(LookupMatcher matcher, String input);

    /** Whether a text may be a partition key's value: not empty, and at most {@code limit} UTF-8 bytes after Hive's escapes. */
    String isPartitionValue(String cell, int limit);

    /** An SQL expression and its type. */
    record Operand(String sql, DataType type) {}
}
