package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds patterns of one lookup node that can never decide: whenever they match, so does a row that ranks higher and answers
 * otherwise. Only certain cases: an equal pattern, or for substrings one that is contained.
 */
final class ShadowCheck {

    /** Steps through tries in one pipeline; hostile lookups are not searched to their end. */
    private static final int MOST_STEPS = 20_000_000;

    private final Problems warnings;
    private int steps;

    ShadowCheck(Problems warnings) {
        this.warnings = warnings;
    }

    void check(LookupMapping lookup, JsonPointer rows) {
        if (lookup.rows().size() < 2) return;
        int[] rowByRank = IntStream.range(0, lookup.rows().size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(
                                row -> -lookup.rows().get(row).priority())
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        var trie = new PatternTrie();
        for (int rank = 0; rank < rowByRank.length; rank++) {
            for (String pattern : lookup.rows().get(rowByRank[rank]).inputPatterns())
                trie.add(key(lookup, pattern), rank);
        }
        for (int rank = 0; rank < rowByRank.length; rank++) {
            int row = rowByRank[rank];
            List<String> patterns = lookup.rows().get(row).inputPatterns();
            for (int i = 0; i < patterns.size() && steps < MOST_STEPS; i++) {
                int winner = bestRank(lookup.match(), trie, key(lookup, patterns.get(i)));
                if (winner < rank) report(lookup, rows, row, i, rowByRank[winner]);
            }
        }
    }

    /** The rank of the highest row that matches whatever {@code pattern} matches. */
    private int bestRank(LookupMapping.Match match, PatternTrie trie, String pattern) {
        int best = PatternTrie.NONE;
        boolean exact = match == LookupMapping.Match.EXACT;
        for (int start = 0; start < (exact ? 1 : pattern.length()) && steps < MOST_STEPS; start++) {
            int node = PatternTrie.ROOT;
            for (int end = start; end < pattern.length() && node != PatternTrie.NONE; end++) {
                steps++;
                node = trie.child(node, pattern.charAt(end));
                if (!exact || end == pattern.length() - 1) best = Math.min(best, trie.rank(node));
            }
        }
        return best;
    }

    private void report(LookupMapping lookup, JsonPointer rows, int row, int pattern, int winner) {
        LookupMapping.Row loser = lookup.rows().get(row);
        if (lookup.rows().get(winner).output().equals(loser.output())) return;
        warnings.add(
                "lookup_shadowed",
                rows.element(row).field("input_patterns").element(pattern),
                "The pattern " + Quoted.text(loser.inputPatterns().get(pattern)) + " never gives "
                        + Quoted.text(loser.output()) + ": row " + (winner + 1) + " always wins with "
                        + Quoted.text(lookup.rows().get(winner).output()) + ".",
                "Move this row before row " + (winner + 1) + ", or give it a higher priority.");
    }

    /** Close to full case folding; where it is not the same, a warning is missed or given too much. */
    private static String key(LookupMapping lookup, String pattern) {
        return lookup.caseInsensitive() ? pattern.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : pattern;
    }
}
