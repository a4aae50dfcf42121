package dev.karet.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.text.CaseFolding;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.LookupMapping.CatchAll;
import dev.karet.model.pipeline.LookupMapping.Match;
import dev.karet.model.pipeline.LookupMapping.Row;
import dev.karet.model.pipeline.OtherFields;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LookupMatcherTest {

    /** The words of expressions.md, word by word and slowly. */
    private static Optional<String> reference(LookupMapping asked, String input) {
        return walk(asked, input).or(() -> asked.catchAll().map(CatchAll::output));
    }

    private static Optional<String> walk(LookupMapping node, String input) {
        for (LookupMapping child : node.children()) {
            Optional<String> found = walk(child, input);
            if (found.isPresent()) return found;
        }
        Row best = null;
        for (Row row : node.rows()) {
            boolean matches = row.inputPatterns().stream().anyMatch(pattern -> matches(node, pattern, input));
            if (matches && (best == null || row.priority() > best.priority())) best = row;
        }
        return Optional.ofNullable(best).map(Row::output);
    }

    private static boolean matches(LookupMapping node, String pattern, String input) {
        String a = node.caseInsensitive() ? CaseFolding.fold(pattern) : pattern;
        String b = node.caseInsensitive() ? CaseFolding.fold(input) : input;
        return node.match() == Match.EXACT ? a.equals(b) : b.contains(a);
    }

    @Property(tries = 5000, seed = "20260101")
    void theAutomatonAgreesWithTheWordsOfTheLanguage(
            @ForAll("lookups") LookupMapping lookup, @ForAll("texts") String input) {
        assertThat(Optional.ofNullable(LookupMatcher.of(lookup).match(input))).isEqualTo(reference(lookup, input));
    }

    @Provide
    Arbitrary<String> texts() {
        List<String> letters = "aAbBsSßſẞiIıİkKΣσς\u0307 é😀"
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        return Arbitraries.of(letters).list().ofMaxSize(8).map(chosen -> String.join("", chosen));
    }

    @Provide
    Arbitrary<LookupMapping> lookups() {
        return node(2);
    }

    private Arbitrary<LookupMapping> node(int depth) {
        Arbitrary<String> patterns = texts().filter(text -> !text.isEmpty())
                .map(text -> text.substring(
                        0, text.offsetByCodePoints(0, Math.min(3, text.codePointCount(0, text.length())))));
        Arbitrary<Row> rows = Combinators.combine(
                        patterns.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.strings().alpha().ofLength(4),
                        Arbitraries.of(0.0, 0.0, 1.0, -1.0, 0.5))
                .as((p, output, priority) -> new Row(p, output, priority, OtherFields.NONE));
        Arbitrary<List<LookupMapping>> children = depth == 0
                ? Arbitraries.just(List.of())
                : node(depth - 1).list().ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.of(Match.values()),
                        Arbitraries.of(true, false),
                        rows.list().ofMaxSize(4),
                        children,
                        Arbitraries.of(Optional.<CatchAll>empty(), Optional.of(new CatchAll("rest", OtherFields.NONE))))
                .as((match, fold, r, c, rest) ->
                        new LookupMapping("id", Optional.empty(), match, fold, r, c, rest, OtherFields.NONE));
    }

    private static LookupMatcher keywords(int count, IntFunction<String> pattern) {
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(i -> new Row(List.of(pattern.apply(i)), "o" + i, 0, OtherFields.NONE))
                .toList();
        return LookupMatcher.of(new LookupMapping(
                "many",
                Optional.empty(),
                Match.KEYWORD_SUBSTRING,
                false,
                rows,
                List.of(),
                Optional.empty(),
                OtherFields.NONE));
    }

    @Test
    void halfOfASurrogatePairIsFoundInNoText() {
        assertThat(keywords(1, i -> "\uD83D").match("why? \uD83D\uDE00")).isNull();
    }

    @Test
    void moreStatesThanTwoBytesNumberStillMatch() {
        LookupMatcher matcher = keywords(30_000, i -> "k" + i + "tail");
        for (int i = 0; i < 30_000; i += 997) {
            assertThat(matcher.match("k 1tail k" + i + "tail 77")).isEqualTo("o" + i);
            assertThat(matcher.match("k" + i + "tai1l")).isNull();
        }
    }

    @Test
    void manyPatternsBeyondTheDenseTableStillMatch() {
        // 60,000 patterns over some 90 symbols: more moves than the table may hold.
        LookupMatcher matcher = keywords(60_000, i -> "k" + i + (char) (0x400 + i % 140) + "tail" + i);
        for (int i = 0; i < 60_000; i += 997) {
            assertThat(matcher.match("xx k" + i + (char) (0x400 + i % 140) + "tail" + i + " yy"))
                    .isIn("o" + i, "o" + i / 10, "o" + i / 100, "o" + i / 1000, "o" + i / 10000);
        }
        assertThat(matcher.match("k1 nothing")).isNull();
    }
}
