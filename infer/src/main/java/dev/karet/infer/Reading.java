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
            return Outcome.of(converted(text));
        }

        private @Nullable Comparable<?> converted(String text) {
            if (type == Simple.BOOL) {
                if (text.equalsIgnoreCase("true")) return true;
                return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
            }
            if (type == Simple.DATE) return IsoText.date(text).orElse(null);
            if (type == Simple.TIMESTAMP) return IsoText.timestamp(text).orElse(null);
            boolean plain = style.decimal().equals(".") && style.thousands().isEmpty();
            String number = plain ? text : style.plain().rewrite(text);
            if (number == null) return null;
            if (type == Simple.INT64) return NumberText.int64(number);
            if (type instanceof Decimal decimal) return NumberText.decimal(number, decimal);
            return NumberText.float64(number);
        }
    }

    /** Days or times in a format of their own; what is ISO is read too. */
    record Dated(DataType type, String format, DateParser parser) implements Reading {

        static Dated of(DataType type, String format) {
            return new Dated(type, format, new DateParser(DateFormatPattern.of(format)));
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
            return new Expr.Coalesce(List.of(parsed, new Expr.Cast(unlessBlank(name), type, OnError.REJECT_ROW)));
        }

        @Override
        public Outcome value(Cell cell) {
            String text = WhiteSpace.trim(cell.text());
            if (text.isEmpty()) return Outcome.Without.NOTHING;
            if (type == Simple.DATE) {
                LocalDate day = parser.date(text);
                return Outcome.of(day != null ? day : IsoText.date(text).orElse(null));
            }
            LocalDateTime time = parser.timestamp(text, ZoneOffset.UTC);
            return Outcome.of(time != null ? time : IsoText.timestamp(text).orElse(null));
        }
    }

    /** Amounts as people write them: currencies, parentheses, a minus behind; and plain numbers. */
    record Amounts(DataType type, NumberStyle style) implements Reading {
        @Override
        public DataType sourceType() {
            return Simple.TEXT;
        }

        @Override
        public Expr expression(String name) {
            Expr number = new Expr.Coalesce(List.of(
                    new Expr.ParseNumber(
                            new Expr.Column(name), Optional.of(style.decimal()), Optional.of(style.thousands())),
                    new Expr.Cast(unlessBlank(name), Simple.FLOAT64, OnError.REJECT_ROW)));
            return type == Simple.FLOAT64 ? number : new Expr.Cast(number, type, OnError.REJECT_ROW);
        }

        @Override
        public Outcome value(Cell cell) {
            String text = WhiteSpace.trim(cell.text());
            if (text.isEmpty()) return Outcome.Without.NOTHING;
            Double number = style.amount().read(cell.text());
            if (number == null) number = NumberText.float64(text);
            if (number == null) return Outcome.Without.MISFIT;
            return Outcome.of(type instanceof Decimal decimal ? NumberText.decimal(number, decimal) : number);
        }
    }

    /** Nothing for blanks, which a cast would reject. */
    private static Expr unlessBlank(String name) {
        Expr text = new Expr.Trim(new Expr.Column(name));
        return new Expr.If(
                new Expr.Comparison(Expr.ComparisonOperator.EQ, text, new Expr.TextLiteral("")),
                new Expr.NullLiteral(),
                text);
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
