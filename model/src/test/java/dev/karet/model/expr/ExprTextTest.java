package dev.karet.model.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.expr.Expr.Arithmetic;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.Column;
import dev.karet.model.expr.Expr.NumberLiteral;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExprTextTest {

    @Provide
    Arbitrary<Expr> trees() {
        return ArbitraryExprs.trees();
    }

    @Property(tries = 2000, seed = "7001")
    void everyTreeReadsBackFromItsText(@ForAll("trees") Expr tree) {
        assertThat(parsed(ExprPrinter.print(tree))).isEqualTo(tree);
    }

    @Property(tries = 3000, seed = "7002")
    void whateverIsTypedGivesAnExpressionOrAFaultAtAPlaceInTheText(@ForAll("trees") Expr tree, @ForAll int seed) {
        String text = damaged(ExprPrinter.print(tree), new Random(seed));
        switch (ExprParser.parse(text)) {
            case ExprParser.Result.Parsed(var expr) ->
                assertThat(parsed(ExprPrinter.print(expr))).isEqualTo(expr);
            case ExprParser.Result.Faulty(var message, var offset, var hint) -> {
                assertThat(offset).isBetween(0, text.length());
                assertThat(message).endsWith(".");
                assertThat(hint).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + b * c - d",
                "(a + b) * c",
                "a - (b - c)",
                "a - -5",
                "-5 * a",
                "a / b / c",
                "a + 1 > b * 2",
                "(a > b) == (c > d)",
                "and(a > 0, not(b == \"x\"))",
                "concat(\" \", a, b)",
                "concat(\"\")",
                "coalesce()",
                "substring(x, -3, 2)",
                "parse_date(date, \"%Y-%m-%d\")",
                "parse_timestamp(t, \"%Y-%m-%d %H:%M\", \"Europe/Zurich\")",
                "parse_number(x, null, \".\")",
                "parse_number(x, \",\")",
                "from_unix(x, \"ms\")",
                "lookup_ref(categories, upper(x))",
                "lookup_ref(\"odd.id\", x)",
                "cast(amount, decimal(12,2), \"null\")",
                "if(a > 0, a, 0)",
                "col(\"Any Name\")",
                "col(\"true\")",
                "upper",
                "\"say \\\"hi\\\" \\\\ bye\"",
                "1e300",
                "1.5e-8"
            })
    void printsWhatItReadsInTheSameWords(String text) {
        assertThat(ExprPrinter.print(parsed(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add(a, b)|a + b",
                "eq(mul(a, 2), b)|a * 2 == b",
                "a -5|a - 5",
                " ( ( a ) ) |a",
                "cast(a, number)|cast(a, float64)",
                "cast(a, decimal( 12 , 2 ))|cast(a, decimal(12,2))",
                "from_unix(a, `s`)|from_unix(a)",
                "1.50|1.5",
                ".5|0.5",
                "1E3|1000"
            })
    void alsoReadsOtherSpellings(String text, String printed) {
        assertThat(ExprPrinter.print(parsed(text.replace('`', '"')))).isEqualTo(printed);
    }

    @Test
    void aNegativeLiteralIsNotASubtraction() {
        assertThat(parsed("a - 5"))
                .isEqualTo(new Arithmetic(ArithmeticOperator.SUB, new Column("a"), new NumberLiteral(5)));
        assertThat(parsed("-5")).isEqualTo(new NumberLiteral(-5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a < b < c|6|chained",
                "a +|3|the end",
                "a b|2|operator or the end",
                "-a|0|minus sign",
                "uper(a)|0|no function",
                "concat(a, b)|7|separator",
                "cast(a, int32)|8|no type",
                "cast(a, decimal(40,2))|8|decimal(40,2)",
                "cast(a, int64, \"zero\")|15|on an error",
                "\"open|0|closing quote",
                "\"a\\n\"|2|backslash",
                "a = b|2|means nothing",
                "12abc|0|not a number",
                "1.2.3|0|not a number",
                "1e999|0|too large",
                "substring(a, 1.5)|13|whole number",
                "from_unix(a, \"h\")|13|unit",
                "not(a, b)|5|no further argument",
                "(a|2|\")\"",
                "and(a)|5|\",\"",
                "|0|the end"
            })
    void aFaultNamesItsPlaceAndWhatWasExpected(String text, int offset, String message) {
        var fault = (ExprParser.Result.Faulty) ExprParser.parse(text == null ? "" : text);
        assertThat(fault.offset()).isEqualTo(offset);
        assertThat(fault.message()).contains(message);
    }

    @Test
    void textNestedWithoutEndIsAFaultNotAnOverflow() {
        for (String text : new String[] {"(".repeat(900_000), "not(".repeat(200_000), "a+".repeat(400_000) + "a"}) {
            assertThat(ExprParser.parse(text)).isInstanceOf(ExprParser.Result.Faulty.class);
        }
    }

    @Test
    void theDeepestTreeThatIsAllowedReadsBack() {
        Expr tree = new Column("a");
        for (int depth = 1; depth + 2 < ExprSize.MAX_DEPTH; depth += 2) {
            tree = new Arithmetic(ArithmeticOperator.SUB, new NumberLiteral(1), new Expr.Not(tree));
        }
        tree = new Expr.Not(tree);
        assertThat(parsed(ExprPrinter.print(tree))).isEqualTo(tree);
    }

    private static Expr parsed(String text) {
        return switch (ExprParser.parse(text)) {
            case ExprParser.Result.Parsed(var expr) -> expr;
            case ExprParser.Result.Faulty fault -> throw new AssertionError(fault + " in " + text);
        };
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int times = random.nextInt(4); times >= 0; times--) {
            int at = random.nextInt(damaged.length() + 1);
            if (random.nextBoolean() && at < damaged.length()) {
                damaged.deleteCharAt(at);
            } else {
                damaged.insert(at, "()\",\\+-*/<>=!.e1a ☃".charAt(random.nextInt(19)));
            }
        }
        return damaged.toString();
    }
}
