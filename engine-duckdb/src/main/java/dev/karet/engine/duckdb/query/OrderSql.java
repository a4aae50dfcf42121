package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.Selection.Sort;
import dev.karet.engine.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The order of rows as SQL: by columns, null last, and by ingest order among equals, so that no two rows are equal. Pure functions. */
final class OrderSql {

    private static final String TIES = TableSql.FILE + ", " + TableSql.ROW;

    private OrderSql() {}

    static String of(TableSql table, List<Sort> order) {
        return order.stream()
                .map(sort ->
                        table.column(sort.column()).sql() + (sort.descending() ? " DESC" : " ASC") + " NULLS LAST, ")
                .collect(Collectors.joining("", " ORDER BY ", TIES));
    }

    /**
     * What rows after {@code position} fulfil.
     *
     * @param sorted the values there of the columns that rows are sorted by
     */
    static Sentence after(TableSql table, List<Sort> order, Position position, List<Value> sorted) {
        List<Sentence> ways = new ArrayList<>();
        Sentence equal = new Sentence();
        for (int i = 0; i < order.size(); i++) {
            Column column = table.column(order.get(i).column());
            Value value = sorted.get(i);
            if (value instanceof Value.Nothing) {
                // Null comes last: no row is after it by this column.
                equal.add(column.sql() + " IS NULL AND ");
                continue;
            }
            ways.add(new Sentence()
                    .add("(")
                    .add(equal)
                    .add("(" + column.sql() + (order.get(i).descending() ? " < " : " > "))
                    .add(value, column.type())
                    .add(" OR " + column.sql() + " IS NULL))"));
            equal.add(column.sql() + " = ").add(value, column.type()).add(" AND ");
        }
        ways.add(new Sentence()
                .add("(")
                .add(equal)
                .add("(%1$s > %3$d OR (%1$s = %3$d AND %2$s > %4$d)))"
                        .formatted(TableSql.FILE, TableSql.ROW, position.file(), position.row())));
        return Sentence.of("(").add(Sentence.joined(" OR ", ways)).add(")");
    }
}
