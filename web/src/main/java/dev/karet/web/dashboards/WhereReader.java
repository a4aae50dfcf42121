package dev.karet.web.dashboards;

import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.List;
import java.util.Optional;

/** Conditions of a dashboard as predicates: columns beside literals and columns, and what logic makes of these. For one answer. */
record WhereReader(AskedTable table) {

    private static final RowPredicate TRUE = new RowPredicate.All(List.of());
    private static final RowPredicate FALSE = new RowPredicate.Any(List.of());

    /** @throws PanelFailed when it is something else, or a column is not there */
    RowPredicate all(List<Expr> conditions) {
        return new RowPredicate.All(conditions.stream().map(this::one).toList());
    }

    private RowPredicate one(Expr condition) {
        return switch (condition) {
            case Expr.Logic(var operator, var left, var right) -> {
                List<RowPredicate> parts = List.of(one(left), one(right));
                yield switch (operator) {
                    case AND -> new RowPredicate.All(parts);
                    case OR -> new RowPredicate.Any(parts);
                };
            }
            case Expr.Not(var input) -> new RowPredicate.Not(one(input));
            case Expr.BoolLiteral(var truth) -> truth ? TRUE : FALSE;
            case Expr.NullLiteral() -> FALSE;
            case Expr.Column(var name) -> compared(name, Operator.EQ, new Expr.BoolLiteral(true));
            case Expr.Contains(Expr.Column(var name), Expr.TextLiteral(var part)) -> {
                if (table.column(name).type() != Simple.TEXT) throw unsupported();
                yield cell(name, new Condition.Contains(part));
            }
            case Expr.Comparison(var operator, Expr.Column(var left), Expr.Column(var right)) -> {
                if (!table.column(left).type().equals(table.column(right).type())) throw unsupported();
                yield new RowPredicate.Columns(left, Operator.valueOf(operator.name()), right);
            }
            case Expr.Comparison(var operator, Expr.Column(var name), var literal) ->
                compared(name, Operator.valueOf(operator.name()), literal);
            case Expr.Comparison(var operator, var literal, Expr.Column(var name)) ->
                compared(name, turned(Operator.valueOf(operator.name())), literal);
            case Expr.Comparison _,
                    Expr.Contains _,
                    Expr.TextLiteral _,
                    Expr.NumberLiteral _,
                    Expr.Arithmetic _,
                    Expr.Concat _,
                    Expr.Upper _,
                    Expr.Lower _,
                    Expr.Trim _,
                    Expr.Substring _,
                    Expr.If _,
                    Expr.Coalesce _,
                    Expr.ParseDate _,
                    Expr.ParseTimestamp _,
                    Expr.ParseNumber _,
                    Expr.DatePart _,
                    Expr.FromUnix _,
                    Expr.LookupRef _,
                    Expr.Cast _ -> throw unsupported();
        };
    }

    private RowPredicate compared(String name, Operator operator, Expr literal) {
        ColumnSchema column = table.column(name);
        if (literal instanceof Expr.NullLiteral) return operator == Operator.NE ? TRUE : FALSE;
        if (literal instanceof Expr.NumberLiteral(var number)) {
            if (!column.type().isNumeric()) throw unsupported();
            return new RowPredicate.Quantity(name, operator, number);
        }
        if (literal instanceof Expr.BoolLiteral(var truth) && column.type() == Simple.BOOL) {
            return cell(name, new Condition.Compare(operator, new Value.Truth(truth)));
        }
        boolean takesText =
                column.type() == Simple.TEXT || column.type() == Simple.DATE || column.type() == Simple.TIMESTAMP;
        if (literal instanceof Expr.TextLiteral(var text) && takesText) {
            return cell(name, new Condition.Compare(operator, table.value(column, new JsonTree.Text(text))));
        }
        throw unsupported();
    }

    private static RowPredicate cell(String name, Condition condition) {
        return new RowPredicate.Cell(new RowFilter(name, condition));
    }

    private static Operator turned(Operator operator) {
        return switch (operator) {
            case EQ, NE -> operator;
            case LT -> Operator.GT;
            case LE -> Operator.GE;
            case GT -> Operator.LT;
            case GE -> Operator.LE;
        };
    }

    private static PanelFailed unsupported() {
        return new PanelFailed(
                "where_not_supported",
                "A condition of this dashboard is more than can be answered here.",
                Optional.of(
                        "Compare columns with values or with each other, and compute everything else in the mapping."));
    }
}
