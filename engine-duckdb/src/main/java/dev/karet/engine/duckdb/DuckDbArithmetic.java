package dev.karet.engine.duckdb;

import dev.karet.engine.sql.SqlDialect.Cells;
import dev.karet.engine.sql.SqlDialect.Operand;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.TypeRules;

/** The language's arithmetic and comparisons in DuckDB's SQL. */
final class DuckDbArithmetic {

    private DuckDbArithmetic() {}

    static String compute(ArithmeticOperator operator, Operand left, Operand right, DataType type, Cells cells) {
        return switch (type) {
            case Simple.INT64 -> "TRY(" + left.sql() + " " + operator.symbol() + " " + right.sql() + ")";
            case Decimal decimal -> decimal(operator, left, right, decimal);
            case Simple.FLOAT64 -> {
                String value = cells.cell(asDouble(left) + " " + operator.symbol() + " " + asDouble(right));
                // Adding zero turns a negative zero into zero and nothing else into anything else.
                yield "CASE WHEN isfinite(" + value + ") THEN " + value + " + 0.0::DOUBLE END";
            }
            case Simple.TEXT, Simple.BOOL, Simple.DATE, Simple.TIMESTAMP ->
                throw new IllegalArgumentException("no arithmetic gives " + type.label());
        };
    }

    static String compare(ComparisonOperator operator, Operand left, Operand right) {
        String sign = switch (operator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case GT -> " > ";
            case LT -> " < ";
            case GE -> " >= ";
            case LE -> " <= ";
        };
        if (!left.type().isNumeric() || left.type().equals(right.type())) {
            return "(" + left.sql() + sign + right.sql() + ")";
        }
        if (left.type() == Simple.FLOAT64 || right.type() == Simple.FLOAT64) {
            return "(" + asDouble(left) + sign + asDouble(right) + ")";
        }
        Decimal a = asDecimal(left.type());
        Decimal b = asDecimal(right.type());
        int scale = Math.max(a.scale(), b.scale());
        int precision = Math.max(a.wholeDigits(), b.wholeDigits()) + scale;
        if (precision > Decimal.MAX_PRECISION) {
            return "(karet_decimal_compare(" + text(left) + ", " + text(right) + ")" + sign + "0)";
        }
        var common = new Decimal(precision, scale);
        return "(" + as(left, common) + sign + as(right, common) + ")";
    }

    private static String decimal(ArithmeticOperator operator, Operand left, Operand right, Decimal type) {
        Decimal a = asDecimal(left.type());
        Decimal b = asDecimal(right.type());
        if (operator == ArithmeticOperator.MUL) {
            if (a.precision() + b.precision() > Decimal.MAX_PRECISION)
                return wide("karet_decimal_mul", left, right, type);
            return "CAST(" + as(left, a) + " * " + as(right, b) + " AS " + DuckDbLiterals.type(type) + ")";
        }
        int scale = Math.max(a.scale(), b.scale());
        int precision = Math.max(a.wholeDigits(), b.wholeDigits()) + scale + 1;
        if (precision > Decimal.MAX_PRECISION) {
            return wide(
                    operator == ArithmeticOperator.ADD ? "karet_decimal_add" : "karet_decimal_sub", left, right, type);
        }
        return "CAST(" + as(left, type) + " " + operator.symbol() + " " + as(right, type) + " AS "
                + DuckDbLiterals.type(type) + ")";
    }

    /** By way of text: the operands or the result may need more than 38 digits on the way. */
    private static String wide(String function, Operand left, Operand right, Decimal type) {
        return "CAST(" + function + "(" + text(left) + ", " + text(right) + ", " + DecimalFunctions.code(type) + ") AS "
                + DuckDbLiterals.type(type) + ")";
    }

    private static Decimal asDecimal(DataType type) {
        return type instanceof Decimal decimal ? decimal : TypeRules.INT64_AS_DECIMAL;
    }

    private static String as(Operand operand, Decimal type) {
        return operand.type().equals(type)
                ? operand.sql()
                : "CAST(" + operand.sql() + " AS " + DuckDbLiterals.type(type) + ")";
    }

    private static String asDouble(Operand operand) {
        if (operand.type() instanceof Decimal decimal) return DuckDbCasts.toDouble(operand.sql(), decimal);
        return operand.type() == Simple.FLOAT64 ? operand.sql() : "CAST(" + operand.sql() + " AS DOUBLE)";
    }

    private static String text(Operand operand) {
        return "CAST(" + operand.sql() + " AS VARCHAR)";
    }
}
