package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType.Simple;
import java.util.List;

/** Filters as SQL. Pure functions. */
final class FilterSql {

    private FilterSql() {}

    /** What rows must fulfil; {@code true} when there is no filter. */
    static Sentence all(TableSql table, List<RowFilter> filters) {
        return filters.isEmpty()
                ? Sentence.of("true")
                : Sentence.joined(
                        " AND ",
                        filters.stream()
                                .map(filter -> of(table.column(filter.column()), filter.condition()))
                                .toList());
    }

    /** What rows must still fulfil when their files were chosen by their paths. */
    static Sentence onFiles(TableSql table, List<RowFilter> filters) {
        return all(
                table,
                filters.stream()
                        .filter(filter -> !table.column(filter.column()).inPath())
                        .toList());
    }

    /** One condition; null in the column makes it null unless it says otherwise. */
    static Sentence of(Column column, Condition condition) {
        return switch (condition) {
            case Condition.Compare(var operator, var value) -> compare(column, operator, value);
            case Condition.In(var values) when values.isEmpty() -> Sentence.of("false");
            case Condition.In(var values) ->
                Sentence.of(column.sql() + " IN (")
                        .add(Sentence.joined(
                                ", ",
                                values.stream()
                                        .map(value -> bound(column, value))
                                        .toList()))
                        .add(")");
            case Condition.Contains(var part) -> text("contains", column, part);
            case Condition.StartsWith(var start) -> text("starts_with", column, start);
            case Condition.IsNull() -> Sentence.of(column.sql() + " IS NULL");
            case Condition.IsNotNull() -> Sentence.of(column.sql() + " IS NOT NULL");
        };
    }

    private static Sentence compare(Column column, Operator operator, Value value) {
        String sign = switch (operator) {
            case EQ -> " = ";
            case NE -> " IS DISTINCT FROM ";
            case LT -> " < ";
            case LE -> " <= ";
            case GT -> " > ";
            case GE -> " >= ";
        };
        return Sentence.of(column.sql() + sign).add(bound(column, value));
    }

    private static Sentence text(String function, Column column, String part) {
        if (column.type() != Simple.TEXT) throw new IllegalArgumentException(function + " needs text");
        return Sentence.of(function + "(" + column.sql() + ", ")
                .add(bound(column, new Value.Text(part)))
                .add(")");
    }

    private static Sentence bound(Column column, Value value) {
        if (value instanceof Value.Nothing || !value.fits(column.type())) {
            throw new IllegalArgumentException(
                    value + " is no value of " + column.type().label());
        }
        return new Sentence().add(value, column.type());
    }
}
