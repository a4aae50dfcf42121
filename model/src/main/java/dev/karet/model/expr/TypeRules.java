package dev.karet.model.expr;

import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;

/** How types meet: what becomes what on its own, what a cast can do, what operators give. Pure functions. */
public final class TypeRules {

    /** What an int64 is beside a decimal. */
    public static final Decimal INT64_AS_DECIMAL = new Decimal(19, 0);

    private TypeRules() {}

    /** Whether a value of {@code from} fits a place of type {@code to} without a cast. */
    public static boolean canBecome(DataType from, DataType to) {
        if (from.equals(to)) return true;
        if (from instanceof Decimal(int p, int s) && to instanceof Decimal(int widerP, int widerS)) {
            return s <= widerS && p - s <= widerP - widerS;
        }
        return from == Simple.INT64 && to == Simple.FLOAT64;
    }

    /** {@link #canBecome(DataType, DataType)} for the result of an expression, where empty is null, which fits every type. */
    public static boolean canBecome(Optional<DataType> from, DataType to) {
        return from.isEmpty() || canBecome(from.get(), to);
    }

    /** Whether {@code cast} knows a way from {@code from} to {@code to}. */
    public static boolean canCast(DataType from, DataType to) {
        if (from.equals(to) || from == Simple.TEXT || to == Simple.TEXT) return true;
        if (from.isNumeric() && to.isNumeric()) return true;
        if (from == Simple.BOOL) return to == Simple.INT64 || to == Simple.FLOAT64;
        if (to == Simple.BOOL) return from == Simple.INT64 || from == Simple.FLOAT64;
        return isTemporal(from) && isTemporal(to);
    }

    /** Whether values of the two types compare; a text literal beside a date or timestamp is not considered here. */
    public static boolean canCompare(DataType left, DataType right) {
        return left.isNumeric() ? right.isNumeric() : left.equals(right);
    }

    /** The one type that branches of these types have; empty when there is none, or when there are no types. */
    public static Optional<DataType> common(Collection<DataType> types) {
        var distinct = new HashSet<>(types);
        if (distinct.size() <= 1) return distinct.stream().findAny();
        if (!distinct.stream().allMatch(DataType::isNumeric)) return Optional.empty();
        if (distinct.contains(Simple.FLOAT64)) return Optional.of(Simple.FLOAT64);
        int whole = 0;
        int scale = 0;
        for (DataType type : distinct) {
            Decimal decimal = asDecimal(type);
            whole = Math.max(whole, decimal.wholeDigits());
            scale = Math.max(scale, decimal.scale());
        }
        return whole + scale > Decimal.MAX_PRECISION
                ? Optional.empty()
                : Optional.of(new Decimal(whole + scale, scale));
    }

    /** What {@code left operator right} gives; empty when a side is no number, or a product would have more than 38 fraction digits. */
    public static Optional<DataType> arithmetic(ArithmeticOperator operator, DataType left, DataType right) {
        if (!left.isNumeric() || !right.isNumeric()) return Optional.empty();
        if (operator == ArithmeticOperator.DIV || left == Simple.FLOAT64 || right == Simple.FLOAT64) {
            return Optional.of(Simple.FLOAT64);
        }
        if (left == Simple.INT64 && right == Simple.INT64) return Optional.of(Simple.INT64);
        Decimal a = asDecimal(left);
        Decimal b = asDecimal(right);
        return operator == ArithmeticOperator.MUL ? product(a, b) : Optional.of(sum(a, b));
    }

    private static Decimal sum(Decimal a, Decimal b) {
        int scale = Math.max(a.scale(), b.scale());
        int precision = Math.max(a.wholeDigits(), b.wholeDigits()) + scale + 1;
        return new Decimal(Math.min(Decimal.MAX_PRECISION, precision), scale);
    }

    private static Optional<DataType> product(Decimal a, Decimal b) {
        int scale = a.scale() + b.scale();
        if (scale > Decimal.MAX_PRECISION) return Optional.empty();
        return Optional.of(new Decimal(Math.min(Decimal.MAX_PRECISION, a.precision() + b.precision()), scale));
    }

    private static Decimal asDecimal(DataType type) {
        return type instanceof Decimal decimal ? decimal : INT64_AS_DECIMAL;
    }

    private static boolean isTemporal(DataType type) {
        return type == Simple.DATE || type == Simple.TIMESTAMP;
    }
}
