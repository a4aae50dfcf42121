package dev.karet.model.expr;

import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.LogicOperator;
import dev.karet.model.expr.Expr.OnError;
import dev.karet.model.expr.Expr.Part;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Every shape of expression, well typed or not. */
public final class ArbitraryExprs {

    private static final int DEPTH = 6;

    private ArbitraryExprs() {}

    public static Arbitrary<Expr> trees() {
        return tree(DEPTH);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "a",
                        "amount",
                        "Any Name",
                        "true",
                        "null",
                        "if",
                        "1st",
                        "a.b",
                        "odd-id",
                        "\"",
                        "\\",
                        "\\\"",
                        "line\nbreak",
                        "\t",
                        "ß",
                        "İ",
                        "😀",
                        "it's",
                        "(",
                        "a b",
                        "_x9"),
                Arbitraries.strings().withCharRange(' ', 'z').ofMaxLength(5));
    }

    private static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        0.0,
                        -0.0,
                        1.0,
                        -1.0,
                        0.1,
                        -5.0,
                        1e15,
                        1e14,
                        123456789012345.0,
                        1e300,
                        -1e300,
                        1e-7,
                        9.9e-8,
                        4.9e-324,
                        Double.MAX_VALUE,
                        2.0 / 3,
                        1e23),
                Arbitraries.doubles(),
                Arbitraries.integers().map(Integer::doubleValue));
    }

    private static Arbitrary<Integer> integers() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, -1, -3, Integer.MAX_VALUE, Integer.MIN_VALUE),
                Arbitraries.integers().between(-99, 99));
    }

    private static Arbitrary<DataType> types() {
        return Arbitraries.oneOf(
                Arbitraries.of(Simple.values()),
                Arbitraries.integers()
                        .between(1, 38)
                        .flatMap(p -> Arbitraries.integers().between(0, p).map(s -> new Decimal(p, s))));
    }

    private static Arbitrary<Expr> tree(int depth) {
        Arbitrary<Expr> leaf = Arbitraries.oneOf(
                texts().map(Expr.Column::new),
                texts().map(Expr.TextLiteral::new),
                numbers().map(Expr.NumberLiteral::new),
                Arbitraries.of(true, false).map(Expr.BoolLiteral::new),
                Arbitraries.just(new Expr.NullLiteral()));
        if (depth == 0) return leaf;
        Arbitrary<Expr> child = Arbitraries.lazy(() -> tree(depth - 1));
        var children = child.list().ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(1, leaf),
                Tuple.of(
                        3,
                        Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), child, child)
                                .as(Expr.Arithmetic::new)),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of(ComparisonOperator.values()), child, child)
                                .as(Expr.Comparison::new)),
                Tuple.of(
                        4,
                        Arbitraries.oneOf(
                                Combinators.combine(Arbitraries.of(LogicOperator.values()), child, child)
                                        .as(Expr.Logic::new),
                                child.map(Expr.Not::new),
                                Combinators.combine(child, child).as(Expr.Contains::new),
                                Combinators.combine(texts(), children).as(Expr.Concat::new),
                                child.map(Expr.Upper::new),
                                child.map(Expr.Lower::new),
                                child.map(Expr.Trim::new),
                                Combinators.combine(
                                                child, integers(), integers().optional())
                                        .as((input, start, length) -> new Expr.Substring(
                                                input,
                                                start,
                                                length.map(OptionalInt::of).orElse(OptionalInt.empty()))),
                                Combinators.combine(child, child, child).as(Expr.If::new),
                                children.map(Expr.Coalesce::new))),
                Tuple.of(
                        4,
                        Arbitraries.oneOf(
                                Combinators.combine(child, texts()).as(Expr.ParseDate::new),
                                Combinators.combine(child, texts(), texts().optional())
                                        .as(Expr.ParseTimestamp::new),
                                Combinators.combine(child, texts().optional(), texts().optional())
                                        .as(Expr.ParseNumber::new),
                                Combinators.combine(Arbitraries.of(Part.values()), child)
                                        .as(Expr.DatePart::new),
                                Combinators.combine(child, Arbitraries.of(EpochUnit.values()))
                                        .as(Expr.FromUnix::new),
                                Combinators.combine(texts(), child).as(Expr.LookupRef::new),
                                Combinators.combine(child, types(), Arbitraries.of(OnError.values()))
                                        .as(Expr.Cast::new))));
    }
}
