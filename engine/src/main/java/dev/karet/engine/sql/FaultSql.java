package dev.karet.engine.sql;

import dev.karet.engine.sql.Faults.Clause;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults of one output column's expression as SQL: where a value that is needed cannot be made. Not thread-safe.
 *
 * <p>Which values are needed is the language's own rule: the branch that an {@code if} takes, the arguments of a {@code coalesce} up to
 * the first that is not null, and every input of every other node.
 */
final class FaultSql {

    private final SqlDialect dialect;
    private final Layers layers;
    private final SourceCells source;
    private final ExpressionSql values;
    private final ExprTypes types;
    private final String column;
    private final Faults faults;

    FaultSql(
            SqlDialect dialect,
            Layers layers,
            SourceCells source,
            ExpressionSql values,
            ExprTypes types,
            String column,
            Faults faults) {
        this.dialect = dialect;
        this.layers = layers;
        this.source = source;
        this.values = values;
        this.types = types;
        this.column = column;
        this.faults = faults;
    }

    /** Whether {@code expr} can reject a row at all. */
    static boolean mayFault(Expr expr, ExprTypes types) {
        boolean itself = switch (expr) {
            case Expr.Column _ -> types.typeOf(expr).orElseThrow() != Simple.TEXT;
            case Expr.Arithmetic node -> mayOverflow(node, types);
            case Expr.Cast node -> mayMisfit(node, types);
            case Expr _ -> false;
        };
        return itself || expr.children().stream().anyMatch(child -> mayFault(child, types));
    }

    /** The faults of {@code expr}, the first to count first. */
    List<Clause> of(Expr expr) {
        if (expr instanceof Expr.Column(var name)) return source.faults(name, column, faults);
        if (expr instanceof Expr.If node) return choice(node);
        if (expr instanceof Expr.Coalesce node) return coalesce(node);
        List<Clause> clauses = new ArrayList<>();
        for (Expr input : expr.children()) clauses.addAll(of(input));
        if (expr instanceof Expr.Arithmetic node && mayOverflow(node, types)) clauses.add(overflow(node));
        if (expr instanceof Expr.Cast node && mayMisfit(node, types)) clauses.add(misfit(node));
        return clauses;
    }

    private List<Clause> choice(Expr.If node) {
        List<Clause> clauses = new ArrayList<>(of(node.condition()));
        List<Clause> then = of(node.then());
        List<Clause> otherwise = of(node.otherwise());
        if (then.isEmpty() && otherwise.isEmpty()) return clauses;
        Fragment condition = layers.cell(values.valueAs(node.condition(), Simple.BOOL));
        Fragment a = Faults.first(then);
        Fragment b = Faults.first(otherwise);
        int layer = Math.max(condition.layer(), Math.max(a.layer(), b.layer()));
        clauses.add(result(new Fragment(
                "CASE WHEN " + condition.sql() + " THEN " + a.sql() + " ELSE " + b.sql() + " END", layer, false)));
        return clauses;
    }

    private List<Clause> coalesce(Expr.Coalesce node) {
        if (!mayFault(node, types)) return List.of();
        DataType type = types.typeOf(node).orElse(Simple.TEXT);
        List<Clause> steps = new ArrayList<>();
        for (Expr argument : node.arguments()) {
            steps.addAll(of(argument));
            Fragment value = layers.cell(values.valueAs(argument, type));
            steps.add(new Clause(value.sql() + " IS NOT NULL", "NULL", value.layer()));
        }
        return List.of(result(Faults.first(steps)));
    }

    /** A clause for faults that were decided in a column of their own. */
    private Clause result(Fragment number) {
        Fragment cell = layers.cell(number);
        return new Clause(cell.sql() + " IS NOT NULL", cell.sql(), cell.layer());
    }

    private Clause overflow(Expr.Arithmetic node) {
        Fragment left = layers.cell(values.value(node.left()));
        Fragment right = layers.cell(values.value(node.right()));
        Fragment value = values.value(node);
        String condition =
                value.sql() + " IS NULL AND " + left.sql() + " IS NOT NULL AND " + right.sql() + " IS NOT NULL";
        String shown = dialect.concat(
                " " + node.operator().symbol() + " ",
                List.of(
                        text(left, types.typeOf(node.left()).orElseThrow()),
                        text(right, types.typeOf(node.right()).orElseThrow())));
        String complaint = "does not fit " + types.typeOf(node).orElseThrow().label();
        return faults.clause(condition, value.layer(), new Fault(column, Optional.of(shown), complaint));
    }

    private Clause misfit(Expr.Cast node) {
        DataType from = types.typeOf(node.input()).orElseThrow();
        Fragment input = layers.cell(values.value(node.input()));
        Fragment value = values.value(node);
        String complaint = from == Simple.TEXT
                ? "is not " + TypeNames.withArticle(node.to())
                : "does not fit " + node.to().label();
        return faults.clause(
                value.sql() + " IS NULL AND " + input.sql() + " IS NOT NULL",
                value.layer(),
                new Fault(column, Optional.of(text(input, from)), complaint));
    }

    private String text(Fragment value, DataType type) {
        return type == Simple.TEXT ? value.sql() : dialect.cast(value.sql(), type, Simple.TEXT, sql -> "(" + sql + ")");
    }

    private static boolean mayOverflow(Expr.Arithmetic node, ExprTypes types) {
        DataType type = types.typeOf(node).orElse(Simple.FLOAT64);
        return type != Simple.FLOAT64
                && types.typeOf(node.left()).isPresent()
                && types.typeOf(node.right()).isPresent();
    }

    private static boolean mayMisfit(Expr.Cast node, ExprTypes types) {
        Optional<DataType> from = types.typeOf(node.input());
        if (node.onError() == Expr.OnError.NULL || from.isEmpty() || from.get().equals(node.to())) return false;
        if (from.get() == Simple.TEXT) return true;
        if (!from.get().isNumeric()) return false;
        return node.to() == Simple.INT64 || node.to() instanceof Decimal;
    }
}
