package dev.karet.engine.sql;

import dev.karet.engine.lookup.LookupTree;
import dev.karet.engine.sql.SqlDialect.Operand;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprTypes;
import dev.karet.model.expr.IsoText;
import dev.karet.model.pipeline.LookupMapping;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One output column's expression as SQL: the value of every node. Not thread-safe.
 *
 * <p>Text grows with the size of the expression, not exponentially: what is named more than once becomes a column in {@link Layers}.
 */
final class ExpressionSql {

    private final SqlDialect dialect;
    private final Layers layers;
    private final ColumnCells source;
    private final List<LookupMapping> lookups;
    private final ExprTypes types;
    private final Nulls nulls;
    private final IdentityHashMap<Expr, Fragment> values = new IdentityHashMap<>();

    /** What null makes of comparisons and of logic. */
    enum Nulls {
        /** Null, as in mappings. */
        UNKNOWN,
        /** Two-valued logic: beside null {@code ne} is true and every other comparison false, and a truth that is null is false. */
        FALSE
    }

    ExpressionSql(
            SqlDialect dialect,
            Layers layers,
            ColumnCells source,
            List<LookupMapping> lookups,
            ExprTypes types,
            Nulls nulls) {
        this.dialect = dialect;
        this.layers = layers;
        this.source = source;
        this.lookups = lookups;
        this.types = types;
        this.nulls = nulls;
    }

    /** The expression's value in the type that {@link ExprTypes} gives it; an untyped null when it gives none. */
    Fragment value(Expr expr) {
        Fragment known = values.get(expr);
        if (known != null) return known;
        Fragment value = compute(expr);
        values.put(expr, value);
        return value;
    }

    /** {@link #value} as {@code type}, which it fits without a cast. */
    Fragment valueAs(Expr expr, DataType type) {
        Optional<DataType> from = types.typeOf(expr);
        if (from.isEmpty()) return Fragment.literal(dialect.nullOf(type));
        if (from.get().equals(type)) return value(expr);
        Fragment value = value(expr);
        return new Fragment(dialect.widen(value.sql(), from.get(), type), value.layer(), false);
    }

    /** The expression's value as one that logic joins; with {@link Nulls#FALSE} it is never null. */
    Fragment truth(Expr expr) {
        Fragment value = valueAs(expr, Simple.BOOL);
        boolean isKnown = nulls == Nulls.UNKNOWN
                || expr instanceof Expr.Comparison
                || expr instanceof Expr.Logic
                || expr instanceof Expr.Not;
        return isKnown ? value : inline(value, sql -> "coalesce(" + sql + ", FALSE)");
    }

    private Fragment compute(Expr expr) {
        return switch (expr) {
            case Expr.Column(var name) -> source.value(name);
            case Expr.TextLiteral(var text) -> Fragment.literal(dialect.text(text));
            case Expr.NumberLiteral(var number) -> Fragment.literal(dialect.number(number));
            case Expr.BoolLiteral(var truth) -> Fragment.literal(truth ? "TRUE" : "FALSE");
            case Expr.NullLiteral _ -> Fragment.literal("NULL");
            case Expr.Arithmetic node -> arithmetic(node);
            case Expr.Comparison node -> comparison(node);
            case Expr.Logic(var operator, var left, var right) -> {
                Fragment a = truth(left);
                Fragment b = truth(right);
                yield inline(List.of(a, b), "(" + a.sql() + " " + operator.name() + " " + b.sql() + ")");
            }
            case Expr.Not(var input) -> inline(truth(input), sql -> "(NOT " + sql + ")");
            case Expr.Contains(var input, var pattern) -> {
                Fragment a = valueAs(input, Simple.TEXT);
                Fragment b = valueAs(pattern, Simple.TEXT);
                yield inline(List.of(a, b), dialect.contains(a.sql(), b.sql()));
            }
            case Expr.Concat(var separator, var arguments) -> {
                List<Fragment> texts =
                        arguments.stream().map(a -> valueAs(a, Simple.TEXT)).toList();
                yield inline(texts, dialect.concat(separator, sqls(texts)));
            }
            case Expr.Upper(var input) -> onText(input, (cell, _) -> dialect.upper(cell));
            case Expr.Lower(var input) -> onText(input, (cell, _) -> dialect.lower(cell));
            case Expr.Trim(var input) -> onText(input, dialect::trim);
            case Expr.Substring(var input, var start, var length) ->
                onText(input, (cell, _) -> dialect.substring(cell, start, length));
            case Expr.If node -> choice(node);
            case Expr.Coalesce node -> coalesce(node);
            case Expr.ParseDate(var input, var format) ->
                onText(input, (cell, cells) -> dialect.parseDate(cell, format, cells));
            case Expr.ParseTimestamp(var input, var format, var zone) ->
                onText(input, (cell, cells) -> dialect.parseTimestamp(cell, format, zone, cells));
            case Expr.ParseNumber(var input, var decimal, var thousands) ->
                onText(input, (cell, cells) -> dialect.parseNumber(cell, decimal, thousands, cells));
            case Expr.DatePart(var part, var input) -> {
                DataType type = types.typeOf(input).orElse(Simple.DATE);
                yield inline(valueAs(input, type), sql -> dialect.part(part, new Operand(sql, type)));
            }
            case Expr.FromUnix(var input, var unit) -> {
                DataType type = types.typeOf(input).orElse(Simple.INT64);
                yield onCell(layers.cell(valueAs(input, type)), (cell, _) -> dialect.fromUnix(cell, unit, type));
            }
            case Expr.LookupRef(var id, var input) ->
                onText(input, (cell, _) -> dialect.lookup(LookupTree.find(lookups, id), cell));
            case Expr.Cast node -> cast(node);
        };
    }

    private Fragment arithmetic(Expr.Arithmetic node) {
        Optional<DataType> left = types.typeOf(node.left());
        Optional<DataType> right = types.typeOf(node.right());
        Optional<DataType> type = types.typeOf(node);
        if (type.isEmpty()) return Fragment.literal("NULL");
        if (left.isEmpty() || right.isEmpty()) return Fragment.literal(dialect.nullOf(type.get()));
        Fragment a = layers.cell(value(node.left()));
        Fragment b = layers.cell(value(node.right()));
        var cells = new CellsOfOperation(layers, Math.max(a.layer(), b.layer()));
        return layers.cell(cells.result(dialect.arithmetic(
                node.operator(),
                new Operand(a.sql(), left.get()),
                new Operand(b.sql(), right.get()),
                type.get(),
                cells)));
    }

    private Fragment comparison(Expr.Comparison node) {
        Optional<DataType> left = types.typeOf(node.left());
        Optional<DataType> right = types.typeOf(node.right());
        String beside = node.operator() == Expr.ComparisonOperator.NE ? "TRUE" : "FALSE";
        if (left.isEmpty() || right.isEmpty()) {
            return Fragment.literal(nulls == Nulls.FALSE ? beside : dialect.nullOf(Simple.BOOL));
        }
        Fragment a = besideTemporal(node.left(), right.get()).orElseGet(() -> layers.cell(value(node.left())));
        Fragment b = besideTemporal(node.right(), left.get()).orElseGet(() -> layers.cell(value(node.right())));
        DataType leftType = isTemporal(right.get()) ? right.get() : left.get();
        DataType rightType = isTemporal(left.get()) ? left.get() : right.get();
        String compared =
                dialect.compare(node.operator(), new Operand(a.sql(), leftType), new Operand(b.sql(), rightType));
        return inline(List.of(a, b), nulls == Nulls.FALSE ? "coalesce(" + compared + ", " + beside + ")" : compared);
    }

    /** A text literal beside a date or timestamp is one itself. */
    private Optional<Fragment> besideTemporal(Expr expr, DataType other) {
        if (!(expr instanceof Expr.TextLiteral(var text)) || !isTemporal(other)) return Optional.empty();
        return Optional.of(Fragment.literal(
                other == Simple.DATE
                        ? dialect.date(IsoText.date(text).orElseThrow())
                        : dialect.timestamp(IsoText.timestampLiteral(text).orElseThrow())));
    }

    private Fragment choice(Expr.If node) {
        Optional<DataType> type = types.typeOf(node);
        if (type.isEmpty()) return Fragment.literal("NULL");
        Fragment condition = layers.cell(valueAs(node.condition(), Simple.BOOL));
        Fragment then = valueAs(node.then(), type.get());
        Fragment otherwise = valueAs(node.otherwise(), type.get());
        return inline(
                List.of(condition, then, otherwise),
                "CASE WHEN " + condition.sql() + " THEN " + then.sql() + " ELSE " + otherwise.sql() + " END");
    }

    private Fragment coalesce(Expr.Coalesce node) {
        Optional<DataType> type = types.typeOf(node);
        if (type.isEmpty()) return Fragment.literal("NULL");
        boolean watched = node.arguments().stream().anyMatch(a -> FaultSql.mayFault(a, types));
        List<Fragment> arguments = node.arguments().stream()
                .map(a -> watched ? layers.cell(valueAs(a, type.get())) : valueAs(a, type.get()))
                .toList();
        return inline(arguments, "coalesce(" + String.join(", ", sqls(arguments)) + ")");
    }

    private Fragment cast(Expr.Cast node) {
        Optional<DataType> from = types.typeOf(node.input());
        if (from.isEmpty()) return Fragment.literal(dialect.nullOf(node.to()));
        if (from.get().equals(node.to())) return value(node.input());
        Fragment input = layers.cell(value(node.input()));
        return layers.cell(onCell(input, (cell, cells) -> dialect.cast(cell, from.get(), node.to(), cells)));
    }

    private Fragment onText(Expr input, Operation operation) {
        return onCell(layers.cell(valueAs(input, Simple.TEXT)), operation);
    }

    private Fragment onCell(Fragment cell, Operation operation) {
        var cells = new CellsOfOperation(layers, cell.layer());
        return cells.result(operation.apply(cell.sql(), cells));
    }

    private interface Operation {
        String apply(String cell, SqlDialect.Cells cells);
    }

    private static Fragment inline(Fragment operand, UnaryOperator<String> operation) {
        return inline(List.of(operand), operation.apply(operand.sql()));
    }

    private static Fragment inline(List<Fragment> operands, String sql) {
        return new Fragment(
                sql, operands.stream().mapToInt(Fragment::layer).max().orElse(0), false);
    }

    private static List<String> sqls(List<Fragment> fragments) {
        return fragments.stream().map(Fragment::sql).toList();
    }

    private static boolean isTemporal(DataType type) {
        return type == Simple.DATE || type == Simple.TIMESTAMP;
    }
}
