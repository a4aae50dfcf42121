package dev.karet.engine.duckdb.query;

import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType.Simple;
import java.util.List;

/** Predicates as SQL that is true or false, never null. Pure functions. */
final class PredicateSql {

    private PredicateSql() {}

    static Sentence of(TableSql table, RowPredicate predicate) {
        return switch (predicate) {
            case RowPredicate.All(var parts) -> joined(table, parts, " AND ", "true");
            case RowPredicate.Any(var parts) -> joined(table, parts, " OR ", "false");
            case RowPredicate.Not(var part) ->
                Sentence.of("NOT ").add("(").add(of(table, part)).add(")");
            case RowPredicate.Cell(var filter) ->
                known(FilterSql.of(table.column(filter.column()), filter.condition()), Operator.EQ);
            case RowPredicate.Quantity(var column, var operator, var number) -> {
                TableSql.Column numeric = table.column(column);
                if (!numeric.type().isNumeric()) throw new IllegalArgumentException(column + " is no number");
                yield known(
                        Sentence.of("CAST(" + numeric.sql() + " AS DOUBLE)" + sign(operator))
                                .add(new Value.Real(number), Simple.FLOAT64),
                        operator);
            }
            case RowPredicate.Columns(var left, var operator, var right) ->
                known(
                        Sentence.of(table.column(left).sql()
                                + sign(operator)
                                + table.column(right).sql()),
                        operator);
        };
    }

    private static Sentence joined(TableSql table, List<RowPredicate> parts, String between, String none) {
        if (parts.isEmpty()) return Sentence.of(none);
        return Sentence.of("(")
                .add(Sentence.joined(
                        between, parts.stream().map(part -> of(table, part)).toList()))
                .add(")");
    }

    private static Sentence known(Sentence comparison, Operator operator) {
        return Sentence.of("coalesce(").add(comparison).add(operator == Operator.NE ? ", true)" : ", false)");
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case LT -> " < ";
            case LE -> " <= ";
            case GT -> " > ";
            case GE -> " >= ";
        };
    }
}
