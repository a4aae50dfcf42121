package dev.karet.engine.sql;

import dev.karet.engine.sql.ExpressionSql.Nulls;
import dev.karet.engine.sql.SqlDialect.Operand;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprTyper;
import dev.karet.model.expr.ExprTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conditions over the columns of one relation as SQL that is true or false, never null: with null on either side {@code ne} is true and every
 * other comparison false, and whatever else gives null where a truth is needed is false. A cast that does not fit gives null. Not thread-safe.
 */
public final class ConditionSql {

    private final SqlDialect dialect;
    private final Map<String, Operand> columns;
    private final Layers layers = new Layers();

    /** @param columns what the relation calls each column and of which type it is, by the name that expressions use */
    public ConditionSql(SqlDialect dialect, Map<String, Operand> columns) {
        this.dialect = dialect;
        this.columns = Map.copyOf(columns);
    }

    /**
     * What is true of the rows of {@link #over} that fulfil {@code condition}.
     *
     * @param condition one that asks no lookup
     * @throws IllegalArgumentException when it is faulty, or gives no truth
     */
    public String holds(Expr condition) {
        Map<String, DataType> types = new LinkedHashMap<>();
        columns.forEach((name, column) -> types.put(name, column.type()));
        ExprTypes typed = ExprTyper.types(condition, types);
        if (!typed.problems().isEmpty()) {
            throw new IllegalArgumentException(typed.problems().getFirst().message());
        }
        if (typed.type().filter(type -> type != Simple.BOOL).isPresent()) {
            throw new IllegalArgumentException("a condition gives true or false");
        }
        ColumnCells cells = name -> new Fragment(column(name).sql(), 0, true);
        var expression = new ExpressionSql(dialect, layers, cells, List.of(), typed, Nulls.FALSE);
        return expression.truth(condition).sql();
    }

    /** The rows of {@code input} with the columns that conditions were told to need, under any name that is none of theirs: {@code t0} and on. */
    public String over(String input) {
        return layers.over(input);
    }

    private Operand column(String name) {
        Operand column = columns.get(name);
        if (column == null) throw new IllegalArgumentException("no column " + name);
        return column;
    }
}
