package dev.karet.infer;

import dev.karet.engine.text.DateParser;
import dev.karet.engine.text.Float64Text;
import dev.karet.engine.text.NumberText;
import dev.karet.engine.text.WhiteSpace;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.DateFormatPattern;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.Expr.OnError;
import dev.karet.model.expr.IsoText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a column become values: the type that the source declares, and the expression over it. What it reads here a run reads the
 * same way, and what it does not read, a run rejects. Immutable but for what parsers hold.
 */
public sealed interface Reading {

    /** The type of the table's column. */
    DataType type();

    /** The type of the source's column. */
    DataType sourceType();

    /** The value's expression over the source's column {@code name}. */
    Expr expression(String name);

    /** What a cell becomes that is no null word. */
    Outcome value(Cell cell);

    /** Whether a quoted text can be a null word. */
    default boolean quotedNulls() {
        return sourceType() != Simple.TEXT;
    }

    /** Text as it stands. */
    record Text() implements Reading {
        @Override
        public DataType type() {
            return Simple.TEXT;
        }

        @Override
        public DataType sourceType() {
            return Simple.TEXT;
        }

        @Override
        public Expr expression(String name) {
            return new Expr.Column(name);
        }

        @Override
        public Outcome value(Cell cell) {
            return cell.text().isEmpty() && !cell.quoted() ? Outcome.Without.NOTHING : Outcome.of(cell.text());
        }
    }

    /** What the source itself converts, as {@code cast} does, with its signs for numbers. */
    record Declared(DataType type, NumberStyle style) implements Reading {
        @Override
        public DataType sourceType() {
            return type;
        }

        @Override
        public Expr expression(String name) {
            return new Expr.Column(name);
        }

        @Override
        public Outcome value(Cell cell) {
            String text = cell.text();
            if (WhiteSpace.trim(text).isEmpty()) return Outcome.Without.NOTHING;
            String number = type.isNumeric() && !style.isPlain() ? style.plain().rewrite(text) : text;
            return number == null ? Outcome.Without.MISFIT : Outcome.of(cast(number, type));
        }
    }

    /** What a {@code cast} converts after blanks around it are taken off, which a source does not do; words for nothing are this column's own. */
    record Trimmed(DataType type, Set<String> words) implements Reading {
        public Trimmed {
            words = Set.copyOf(words);
        }

        @Override
        public DataType sourceType() {
            return Simple.TEXT;
        }

        @Override
        public Expr expression(String name) {
            return new Expr.Cast(unlessNothing(name, words), type, OnError.REJECT_ROW);
        }

        @Override
        public Outcome value(Cell cell) {
            String text = WhiteSpace.trim(cell.text());
            return isNothing(text, words) ? Outcome.Without.NOTHING : Outcome.of(cast(text, type));
        }
    }

    /** Days or times in a format of their own; what is ISO is read too. */
    record Dated(DataType type, String format, Set<String> words, DateParser parser) implements Reading {
        public Dated {
            words = Set.copyOf(words);
        }

        static Dated of(DataType type, String format, Set<String> words) {
            return new Dated(type, format, words, new DateParser(DateFormatPattern.of(format)));
        }

        @Override
        public DataType sourceType() {
            return Simple.TEXT;
        }

        @Override
        public Expr expression(String name) {
            Expr text = new Expr.Trim(new Expr.Column(name));
            Expr parsed = type == Simple.DATE
                    ? new Expr.ParseDate(text, format)
                    : new Expr.ParseTimestamp(text, format, Optional.empty());
            return new Expr.Coalesce(
                    List.of(parsed, new Expr.Cast(unlessNothing(name, words), type, OnError.REJECT_ROW)));
        }

        @Override
        public Outcome value(Cell cell) {
            String text = WhiteSpace.trim(cell.text());
            if (isNothing(text, words)) return Outcome.Without.NOTHING;
            if (type == Simple.DATE) {
                LocalDate day = parser.date(text);
                return Outcome.of(day != null ? day : IsoText.date(text).orElse(null));
            }
            LocalDateTime time = parser.timestamp(text, ZoneOffset.UTC);
            return Outcome.of(time != null ? time : IsoText.timestamp(text).orElse(null));
        }
    }

    /** Amounts as people write them: currencies, parentheses, a minus behind; and plain numbers, of which decimals stay exact. */
    record Amounts(DataType type, NumberStyle style, Set<String> words) implements Reading {
        public Amounts {
            words = Set.copyOf(words);
        }

        @Override
        public DataType sourceType() {
            return Simple.TEXT;
        }

        @Override
        public Expr expression(String name) {
            Expr text = new Expr.Trim(new Expr.Column(name));
            Expr amount = new Expr.ParseNumber(text, Optional.of(style.decimal()), Optional.of(style.thousands()));
            Expr number = new Expr.Coalesce(
                    List.of(amount, new Expr.Cast(unlessNothing(name, words), Simple.FLOAT64, OnError.REJECT_ROW)));
            if (type == Simple.FLOAT64) return number;
            Expr decimal = new Expr.Cast(number, type, OnError.REJECT_ROW);
            // A double would round what has more than 15 digits.
            if (!style.isPointed()) return decimal;
            return new Expr.Coalesce(List.of(new Expr.Cast(text, type, OnError.NULL), decimal));
        }

        @Override
        public Outcome value(Cell cell) {
            String text = WhiteSpace.trim(cell.text());
            if (isNothing(text, words)) return Outcome.Without.NOTHING;
            if (type instanceof Decimal exact && style.isPointed()) {
                BigDecimal number = NumberText.decimal(text, exact);
                if (number != null) return Outcome.of(number);
            }
            Double number = style.amount().read(text);
            if (number == null) number = NumberText.float64(text);
            if (number == null) return Outcome.Without.MISFIT;
            return Outcome.of(type instanceof Decimal decimal ? NumberText.decimal(number, decimal) : number);
        }
    }

    private static boolean isNothing(String trimmed, Set<String> words) {
        return trimmed.isEmpty() || words.contains(trimmed);
    }

    /** The trimmed text; null for blanks and words for nothing, which a cast would reject. */
    private static Expr unlessNothing(String name, Set<String> words) {
        Expr text = new Expr.Trim(new Expr.Column(name));
        Expr nothing = equal(text, "");
        for (String word : new TreeSet<>(words))
            nothing = new Expr.Logic(Expr.LogicOperator.OR, nothing, equal(text, word));
        return new Expr.If(nothing, new Expr.NullLiteral(), text);
    }

    private static Expr equal(Expr text, String word) {
        return new Expr.Comparison(Expr.ComparisonOperator.EQ, text, new Expr.TextLiteral(word));
    }

    /** {@code text} as a cast reads it; null for what it rejects. */
    private static @Nullable Comparable<?> cast(String text, DataType type) {
        if (type == Simple.BOOL) {
            if (text.equalsIgnoreCase("true")) return true;
            return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
        }
        if (type == Simple.DATE) return IsoText.date(text).orElse(null);
        if (type == Simple.TIMESTAMP) return IsoText.timestamp(text).orElse(null);
        if (type == Simple.INT64) return NumberText.int64(text);
        if (type instanceof Decimal decimal) return NumberText.decimal(text, decimal);
        return NumberText.float64(text);
    }

    /** Whether the cell is one of the format's words for nothing. */
    default boolean isNullWord(Cell cell, Set<String> words) {
        return !words.isEmpty() && (quotedNulls() || !cell.quoted()) && words.contains(cell.text());
    }

    /** How a person sees a value. */
    static String shown(Comparable<?> value) {
        return switch (value) {
            case Double number -> Float64Text.of(number);
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime time -> time.toString();
            default -> String.valueOf(value);
        };
    }
}
