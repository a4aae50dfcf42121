package dev.karet.engine.lookup;

import dev.karet.engine.text.CaseFolding;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.LookupMapping.Match;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lookup with its children, compiled: finds the answer for a text in one or two passes, whatever the number of patterns. Immutable; thread-safe.
 *
 * <p>Every row of the tree has one rank: children before their parent, depth first; within a node by priority, then by definition. The answer is that of
 * the matching row with the smallest rank, so all nodes are matched at once.
 */
public final class LookupMatcher {

    /** Nothing matches, and there is no catch-all. */
    public static final int NO_ANSWER = -1;

    private final List<String> outputs = new ArrayList<>();
    private final List<String> answers;
    private final int[] answerOfRank;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> exactFolded = new HashMap<>();
    private final PatternAutomaton keywords;
    private final PatternAutomaton keywordsFolded;
    private final boolean hasFolded;
    private final int catchAll;

    private LookupMatcher(LookupMapping lookup) {
        List<PatternAutomaton.Ranked> patterns = new ArrayList<>();
        List<PatternAutomaton.Ranked> folded = new ArrayList<>();
        rank(lookup, patterns, folded);
        keywords = new PatternAutomaton(patterns, false);
        keywordsFolded = new PatternAutomaton(folded, true);
        hasFolded = !folded.isEmpty() || !exactFolded.isEmpty();
        var distinct = new LinkedHashMap<String, Integer>();
        answerOfRank =
                outputs.stream().mapToInt(output -> number(distinct, output)).toArray();
        catchAll =
                lookup.catchAll().map(rest -> number(distinct, rest.output())).orElse(NO_ANSWER);
        answers = List.copyOf(distinct.keySet());
    }

    private static int number(Map<String, Integer> numbers, String answer) {
        return numbers.computeIfAbsent(answer, unknown -> numbers.size());
    }

    /** Compiles {@code lookup} with its children. */
    public static LookupMatcher of(LookupMapping lookup) {
        return new LookupMatcher(lookup);
    }

    /** Every answer there can be, once each. */
    public List<String> answers() {
        return answers;
    }

    /** The answer for {@code input}; null when nothing matches and there is no catch-all. */
    public @Nullable String match(String input) {
        byte[] utf8 = utf8(input);
        int answer = match(utf8, utf8.length);
        return answer == NO_ANSWER ? null : answers.get(answer);
    }

    /** The place among {@link #answers()} of the answer for the first {@code length} bytes of {@code utf8}, or {@link #NO_ANSWER}. */
    public int match(byte[] utf8, int length) {
        int best = best(utf8, length);
        return best == PatternAutomaton.NO_RANK ? catchAll : answerOfRank[best];
    }

    private int best(byte[] utf8, int length) {
        int best = PatternAutomaton.NO_RANK;
        if (!exact.isEmpty()) best = exact.getOrDefault(text(utf8, length), best);
        best = keywords.search(utf8, length, best);
        return hasFolded ? bestFolded(utf8, length, best) : best;
    }

    private int bestFolded(byte[] utf8, int length, int found) {
        if (exactFolded.isEmpty() && isAscii(utf8, length)) return keywordsFolded.search(utf8, length, found);
        String folded = CaseFolding.fold(text(utf8, length));
        byte[] foldedUtf8 = utf8(folded);
        int best = Math.min(found, exactFolded.getOrDefault(folded, PatternAutomaton.NO_RANK));
        return keywordsFolded.search(foldedUtf8, foldedUtf8.length, best);
    }

    private static boolean isAscii(byte[] utf8, int length) {
        for (int i = 0; i < length; i++) if (utf8[i] < 0) return false;
        return true;
    }

    private static String text(byte[] utf8, int length) {
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void rank(
            LookupMapping node, List<PatternAutomaton.Ranked> patterns, List<PatternAutomaton.Ranked> folded) {
        for (LookupMapping child : node.children()) rank(child, patterns, folded);
        List<LookupMapping.Row> rows = new ArrayList<>(node.rows());
        rows.sort(Comparator.comparingDouble(LookupMapping.Row::priority).reversed()); // stable: then definition order
        for (LookupMapping.Row row : rows) {
            int rank = outputs.size();
            outputs.add(row.output());
            for (String pattern : row.inputPatterns()) {
                String key = node.caseInsensitive() ? CaseFolding.fold(pattern) : pattern;
                if (node.match() == Match.EXACT) {
                    (node.caseInsensitive() ? exactFolded : exact).putIfAbsent(key, rank);
                } else {
                    (node.caseInsensitive() ? folded : patterns).add(new PatternAutomaton.Ranked(key, rank));
                }
            }
        }
    }
}
