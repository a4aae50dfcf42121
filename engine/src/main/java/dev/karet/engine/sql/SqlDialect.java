package dev.karet.engine.sql;

import dev.karet.model.expr.DataType;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.Part;
import dev.karet.model.pipeline.LookupMapping;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one engine spells what Karet means. Every method returns an SQL expression that is total: it never raises, and it is null where
 * {@code docs/reference/expressions.md} says that a value is null or does not fit.
 *
 * <p>Operands are SQL expressions. Where a parameter is called {@code cell}, it is a column or a literal, so that naming it twice costs
 * nothing; other operands may be large and are to be used once. Thread-safe.
 */
public interface SqlDialect {

    /** Makes a column of an expression within the current query, so that what is computed once can be named often. */
    interface Cells {
        /** A column that holds {@code sql}, which names operands and columns made here before. */
        String cell(String sql);
    }

    /** A quoted name. */
    String identifier(String name);

    /** A literal for any text at all: quotes, NUL and lone surrogates (which become U+FFFD) included. */
    String text(String value);

    /** A double literal; {@code value} is finite. */
    String number(double value);

    String date(LocalDate value);

    String timestamp(LocalDateTime value);

    /** A null of {@code type}. */
    String nullOf(DataType type);

    /** {@code operand}, an int64 or a decimal, as a wider numeric type; it always fits, but may lose digits to a double. */
    String widen(String operand, DataType from, DataType to);

    /** {@code cell} as {@code to}; null when it does not fit. Only pairs that the language allows are asked for, none of a type to itself. */
    String cast(String cell, DataType from, DataType to, Cells cells);

    /** Whether a text is empty or of Unicode White_Space only. */
    String isBlank(String cell);

    /** A number as a source writes it, rewritten with a decimal point and no thousands signs; null when its groups are not whole. */
    String plainNumber(String cell, String decimal, String thousands);

    /** {@code type} is the result's; a null or non-finite double, and an int64 or decimal that overflows, is null. */
    String arithmetic(ArithmeticOperator operator, Operand left, Operand right, DataType type, Cells cells);

    /** Operands of one kind: two numbers, two texts, two bools, two dates or two timestamps. */
    String compare(ComparisonOperator operator, Operand left, Operand right);

    String contains(String input, String pattern);

    String concat(String separator, List<String> arguments);

    String upper(String cell);

    String lower(String cell);

    String trim(String cell, Cells cells);

    String substring(String cell, int start, OptionalInt length);

    String parseDate(String cell, String format, Cells cells);

    String parseTimestamp(String cell, String format, Optional<String> zone, Cells cells);

    String parseNumber(String cell, Optional<String> decimal, Optional<String> thousands, Cells cells);

    /** {@code operand} is a date or a timestamp; the result an int64. */
    String part(Part part, Operand operand);

    /** {@code cell} is an int64 or a double. */
    String fromUnix(String cell, EpochUnit unit, DataType type);

    /** The answer of {@code lookup} itself, children first, with its own catch-all. */
    String lookup(LookupMapping lookup, String input);

    /** Whether a text may be a partition key's value: not empty, and at most {@code limit} UTF-8 bytes after Hive's escapes. */
    String isPartitionValue(String cell, int limit);

    /** An SQL expression and its type. */
    record Operand(String sql, DataType type) {}
}
