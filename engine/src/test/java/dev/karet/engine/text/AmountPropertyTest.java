package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class AmountPropertyTest {

    /** The signs of a source and what its thousands sign stands for. */
    record Signs(String decimal, String thousands, String groups) {}

    /** The words of expressions.md as one pattern that may go back as often as it likes, and the counting afterwards. */
    private static Optional<Double> reference(Signs signs, String text) {
        String space = "[ \u00A0\u202F]*";
        String sign = "[-+\u2212]?";
        String minus = "[-\u2212]?";
        String currency = "(?:[A-Za-z]{0,3}\\p{Sc}|[A-Za-z]{3})?";
        String whole = "[0-9]+" + (signs.groups().isEmpty() ? "" : "|[0-9]{1,3}(?:[" + signs.groups() + "][0-9]{3})+");
        String fraction = Pattern.quote(signs.decimal()) + "[0-9]+";
        Stream<String> parts = Stream.of(
                "(\\(?)",
                "(" + sign + ")",
                "(" + currency + ")",
                "(" + sign + ")",
                "((?:" + whole + ")(?:" + fraction + ")?|" + fraction + ")",
                "(" + minus + ")",
                "(" + currency + ")",
                "(" + minus + ")",
                "(\\)?)");
        var matcher = Pattern.compile(String.join(space, parts.toList()))
                .matcher(text.replaceAll("^[\t \u00A0\u202F]+|[\t \u00A0\u202F]+$", ""));
        if (!matcher.matches()) return Optional.empty();
        if (matcher.group(1).isEmpty() != matcher.group(9).isEmpty()) return Optional.empty();
        if (!matcher.group(3).isEmpty() && !matcher.group(7).isEmpty()) return Optional.empty();
        List<String> given = Stream.of(1, 2, 4, 6, 8)
                .map(matcher::group)
                .filter(found -> !found.isEmpty())
                .toList();
        if (given.size() > 1) return Optional.empty();
        String plain =
                matcher.group(5).replaceAll("[^0-9" + signs.decimal() + "]", "").replace(signs.decimal(), ".");
        var size = new BigDecimal(plain);
        boolean negative = !given.isEmpty() && !given.getFirst().equals("+");
        return Optional.of((negative ? size.negate() : size).doubleValue());
    }

    @Property(tries = 10_000, seed = "20260105")
    void textsThatAreAlmostAmountsReadAsTheWordsSay(
            @ForAll("signs") Signs signs, @ForAll("almostAmounts") String text) {
        Optional<Double> read = Optional.ofNullable(amount(signs).read(text));

        assertThat(read).as("<%s>", text).isEqualTo(reference(signs, text));
        Statistics.collect(read.isPresent());
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 15);
            coverage.check(false).percentage(share -> share > 15);
        });
    }

    @Property(tries = 3000, seed = "20260106")
    void anyHeapOfPartsReadsAsTheWordsSay(@ForAll("signs") Signs signs, @ForAll("heaps") String text) {
        assertThat(Optional.ofNullable(amount(signs).read(text)))
                .as("<%s>", text)
                .isEqualTo(reference(signs, text));
    }

    private static Amount amount(Signs signs) {
        return new Amount(Optional.of(signs.decimal()), Optional.of(signs.thousands()));
    }

    @Provide
    Arbitrary<Signs> signs() {
        return Arbitraries.of(
                new Signs(".", ",", ","),
                new Signs(".", "", ""),
                new Signs(".", "'", "'"),
                new Signs(",", ".", "."),
                new Signs(",", " ", " \u00A0\u202F"));
    }

    /** Every part in its place, now and then one that should not be there. */
    @Provide
    Arbitrary<String> almostAmounts() {
        Arbitrary<String> space = mostlyNothing(" ", "\u00A0", "\u202F", "  ", "\t");
        Arbitrary<String> sign = mostlyNothing("-", "+", "\u2212");
        Arbitrary<String> currency = mostlyNothing("$", "€", "CHF", "CA$", "ab", "abcd", "\uD83B\uDCB0");
        Arbitrary<String> whole = Arbitraries.of("", "0", "7", "12", "123", "1234", "90071992547409931");
        Arbitrary<String> group = mostlyNothing(",123", ",456,789", ".123", ".456.789", " 000", "'000", "\u202F111");
        Arbitrary<String> fraction = mostlyNothing(".5", ",5", ".50", ",", ".", ".0000000000000000000000123");
        Arbitrary<String> before = joined(mostlyNothing("("), space, sign, space, currency, space, sign);
        Arbitrary<String> after = joined(space, sign, space, currency, space, sign, space, mostlyNothing(")"));
        return joined(space, before, space, joined(whole, group, fraction), after, space);
    }

    @Provide
    Arbitrary<String> heaps() {
        return Arbitraries.of(
                        "1", "23", "456", "000", ".", ",", "'", " ", "\u00A0", "(", ")", "-", "+", "\u2212", "$", "€",
                        "CHF", "A", "é", "%", "\uD83B")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> mostlyNothing(String... parts) {
        return Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just("")), Tuple.of(1, Arbitraries.of(parts)));
    }

    @SafeVarargs
    private static Arbitrary<String> joined(Arbitrary<String>... parts) {
        return Combinators.combine(List.of(parts)).as(found -> String.join("", found));
    }
}
