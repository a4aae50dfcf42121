package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.DuckDbDialect;
import dev.karet.engine.duckdb.DuckDbFunctions;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.sql.ConditionSql;
import dev.karet.engine.sql.SqlDialect.Operand;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One predicate as SQL that is true or false, never null, and the rows over which it can be asked. For one statement. */
final class PredicateSql {

    private final TableSql table;
    private final ConditionSql conditions;
    private final Sentence sentence;

    PredicateSql(TableSql table, RowPredicate predicate) {
        this.table = table;
        // Nothing that is kept in the functions is asked for, so that any others do.
        this.conditions = new ConditionSql(
                new DuckDbDialect(new DuckDbFunctions()),
                table.table().columns().stream()
                        .collect(Collectors.toMap(ColumnSchema::name, column -> operand(table, column))));
        this.sentence = needed(predicate);
    }

    private static Operand operand(TableSql table, ColumnSchema column) {
        return new Operand(table.column(column.name()).sql(), column.type());
    }

    /** What rows of {@link #rows} fulfil. */
    Sentence sentence() {
        return sentence;
    }

    /** {@link TableSql#rows}, with what the predicate computes on its way. */
    String rows(List<Integer> files) {
        return conditions.over(table.rows(files));
    }

    /** Where null passes for false, comparisons stay as they are, so that DuckDB leaves out row groups by their statistics. */
    private Sentence needed(RowPredicate predicate) {
        return switch (predicate) {
            case RowPredicate.All(var parts) -> joined(parts, this::needed, " AND ", "true");
            case RowPredicate.Cell(var filter) -> FilterSql.of(table.column(filter.column()), filter.condition());
            case RowPredicate.Any _, RowPredicate.Not _, RowPredicate.Holds _ -> of(predicate);
        };
    }

    private Sentence of(RowPredicate predicate) {
        return switch (predicate) {
            case RowPredicate.All(var parts) -> joined(parts, this::of, " AND ", "true");
            case RowPredicate.Any(var parts) -> joined(parts, this::of, " OR ", "false");
            case RowPredicate.Not(var part) ->
                Sentence.of("NOT ").add("(").add(of(part)).add(")");
            case RowPredicate.Cell(var filter) ->
                Sentence.of("coalesce(")
                        .add(FilterSql.of(table.column(filter.column()), filter.condition()))
                        .add(", false)");
            case RowPredicate.Holds(var condition) -> Sentence.of(conditions.holds(condition));
        };
    }

    private static Sentence joined(
            List<RowPredicate> parts, Function<RowPredicate, Sentence> one, String between, String none) {
        if (parts.isEmpty()) return Sentence.of(none);
        return Sentence.of("(")
                .add(Sentence.joined(between, parts.stream().map(one).toList()))
                .add(")");
    }
}
