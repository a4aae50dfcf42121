package dev.karet.engine.lookup;

import dev.karet.engine.text.CaseFolding;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.LookupMapping.Match;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private final List<String> outputs = new ArrayList<>();
    private final byte[][] outputBytes;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> exactFolded = new HashMap<>();
    private final PatternAutomaton keywords;
    private final PatternAutomaton keywordsFolded;
    private final @Nullable String catchAll;
    private final byte @Nullable [] catchAllBytes;

    private LookupMatcher(LookupMapping lookup) {
        List<PatternAutomaton.Ranked> patterns = new ArrayList<>();
        List<PatternAutomaton.Ranked> folded = new ArrayList<>();
        rank(lookup, patterns, folded);
        keywords = new PatternAutomaton(patterns, false);
        keywordsFolded = new PatternAutomaton(folded, true);
        catchAll = lookup.catchAll().map(LookupMapping.CatchAll::output).orElse(null);
        outputBytes = outputs.stream().map(LookupMatcher::utf8).toArray(byte[][]::new);
        catchAllBytes = catchAll == null ? null : utf8(catchAll);
    }

    /** Compiles {@code lookup} with its children. */
    public static LookupMatcher of(LookupMapping lookup) {
        return new LookupMatcher(lookup);
    }

    /** The answer for {@code input}; null when nothing matches and there is no catch-all. */
    public @Nullable String match(String input) {
        int best = best(input);
        return best == PatternAutomaton.NO_RANK ? catchAll : outputs.get(best);
    }

    /** {@link #match} in UTF-8. The array is shared: do not write to it. */
    public byte @Nullable [] matchUtf8(String input) {
        int best = best(input);
        return best == PatternAutomaton.NO_RANK ? catchAllBytes : outputBytes[best];
    }

    private int best(String input) {
        int best = exact.getOrDefault(input, PatternAutomaton.NO_RANK);
        if (!exactFolded.isEmpty()) {
            best = Math.min(best, exactFolded.getOrDefault(CaseFolding.fold(input), PatternAutomaton.NO_RANK));
        }
        best = keywords.search(input, best);
        return keywordsFolded.search(input, best);
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
