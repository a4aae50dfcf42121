package dev.karet.model.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.Arithmetic;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.Column;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExprTyperTest {

    private static final ColumnScope SCOPE = new ColumnScope(
            "source \"s\"",
            Map.of(
                    "t", Simple.TEXT,
                    "i", Simple.INT64,
                    "f", Simple.FLOAT64,
                    "b", Simple.BOOL,
                    "d", Simple.DATE,
                    "ts", Simple.TIMESTAMP,
                    "m", new Decimal(12, 2),
                    "n", new Decimal(38, 30)));

    private static final LookupNames LOOKUPS = new LookupNames() {
        @Override
        public boolean contains(String path) {
            return path.equals("known");
        }

        @Override
        public List<String> candidates(String path) {
            return List.of("known");
        }
    };

    @Provide
    Arbitrary<Expr> trees() {
        return ArbitraryExprs.trees();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i + i|int64",
                "i / i|float64",
                "i + 1|float64",
                "m + i|decimal(22,2)",
                "m * m|decimal(24,4)",
                "m * i|decimal(31,2)",
                "m - n|decimal(38,30)",
                "m / m|float64",
                "m + f|float64",
                "i + null|int64",
                "null + null|none",
                "null / null|float64",
                "if(b, i, m)|decimal(21,2)",
                "if(b, i, f)|float64",
                "coalesce(i, n, f)|float64",
                "coalesce(null, d)|date",
                "coalesce()|none",
                "null|none",
                "d >= \"2024-01-31\"|bool",
                "\"2024-01-31 08:00\" < ts|bool",
                "ts > \"2024-01-31\"|bool",
                "i == m|bool",
                "upper(null)|string",
                "cast(null, date)|date",
                "cast(m, decimal(5,1))|decimal(5,1)",
                "hour(d)|int64",
                "from_unix(f)|date"
            })
    void findsTheTypeOf(String text, String type) {
        ExprTypes types = ExprTyper.check(parsed(text), SCOPE, "");
        assertThat(types.problems()).isEmpty();
        assertThat(types.type().map(DataType::label).orElse("none")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t + 1|type_mismatch|/e/left",
                "amout + 1|unknown_column|/e/left",
                "upper(i)|type_mismatch|/e/input",
                "d == ts|type_mismatch|/e",
                "d == \"2024-02-30\"|bad_date_literal|/e/right",
                "\"soon\" < ts|bad_date_literal|/e/left",
                "t == i|type_mismatch|/e",
                "if(t, 1, 2)|type_mismatch|/e/cond",
                "if(b, 1, t)|type_mismatch|/e",
                "coalesce(i, n)|type_mismatch|/e",
                "n * n|decimal_too_wide|/e",
                "cast(d, int64)|bad_cast|/e",
                "cast(b, decimal(3,0))|bad_cast|/e",
                "from_unix(m)|type_mismatch|/e/input",
                "concat(\",\", t, i)|type_mismatch|/e/args/1",
                "and(b, i)|type_mismatch|/e/right",
                "year(t)|type_mismatch|/e/input"
            })
    void reportsOneFaultOf(String text, String kind, String pointer) {
        List<Problem> problems = ExprTyper.check(parsed(text), SCOPE, "/e").problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.path()).isEqualTo(pointer);
            assertThat(problem.hint()).isPresent();
        });
    }

    @Test
    void aFaultIsNotReportedAgainByTheNodesAroundIt() {
        assertThat(ExprTyper.check(parsed("upper(concat(\"\", missing)) == \"A\""), SCOPE, "")
                        .problems())
                .hasSize(1);
        assertThat(ExprTyper.check(parsed("(missing + 1) * 2 > i"), SCOPE, "").problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "substring(t, 0, -1)|negative_length|/length",
                "parse_date(t, \"%Y-%m\")|bad_date_format|/format",
                "parse_timestamp(t, \"%Y-%m-%d\", \"Europe/Zurick\")|unknown_zone|/zone",
                "parse_number(t, \";\")|bad_number_sign|/decimal",
                "parse_number(t, null, \".\")|bad_number_sign|/thousands",
                "lookup_ref(knwon, t)|unknown_lookup|/lookup_id"
            })
    void literalsAreCheckedToo(String text, String kind, String pointer) {
        var problems = new Problems();
        ExprChecker.check(parsed(text), Optional.of(SCOPE), LOOKUPS, JsonPointer.ROOT, problems);
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.path()).isEqualTo(pointer);
        });
    }

    @Test
    void askingForEveryNodeOfADeepTreeIsCheapAndATreeThatIsTooDeepIsRefused() {
        Expr tree = new Column("i");
        for (int depth = 1; depth < ExprSize.MAX_DEPTH; depth++) {
            tree = new Arithmetic(ArithmeticOperator.ADD, tree, new Column("i"));
        }
        ExprTypes types = ExprTyper.types(tree, SCOPE.types());
        assertThat(types.typeOf(tree)).contains(Simple.INT64);
        assertThat(types.typeOf(tree.children().getFirst())).contains(Simple.INT64);

        Expr doubled = new Column("i");
        for (int depth = 0; depth < 1_000; depth++) doubled = new Arithmetic(ArithmeticOperator.ADD, doubled, doubled);
        assertThat(ExprTyper.check(doubled, SCOPE, "/x").problems())
                .extracting(Problem::kind)
                .containsExactly("expression_too_deep");

        Expr wide = new Expr.Coalesce(Collections.nCopies(10_001, new Column("i")));
        assertThat(ExprTyper.check(wide, SCOPE, "/x").problems())
                .extracting(Problem::kind)
                .containsExactly("expression_too_large");
    }

    @Property(tries = 2000, seed = "7003")
    void anyTreeIsTypedOrHasAFault(@ForAll("trees") Expr tree) {
        ExprTypes types = ExprTyper.check(tree, SCOPE, "");
        assertThat(types.problems())
                .allSatisfy(problem -> assertThat(problem.message()).endsWith("."));
        assertThat(types.typeOf(tree)).isEqualTo(types.type());
    }

    @Property(tries = 500, seed = "7004")
    void wideningHoldsBothSidesOfTheCommonType(@ForAll("decimals") Decimal a, @ForAll("decimals") Decimal b) {
        TypeRules.common(List.of(a, b)).ifPresent(common -> {
            assertThat(TypeRules.canBecome(a, common)).isTrue();
            assertThat(TypeRules.canBecome(b, common)).isTrue();
        });
    }

    @Provide
    Arbitrary<Decimal> decimals() {
        return Arbitraries.integers()
                .between(1, 38)
                .flatMap(p -> Arbitraries.integers().between(0, p).map(s -> new Decimal(p, s)));
    }

    private static Expr parsed(String text) {
        return ((ExprParser.Result.Parsed) ExprParser.parse(text)).expr();
    }
}
