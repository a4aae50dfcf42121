package dev.karet.engine.lookup;

import dev.karet.engine.text.CaseFolding;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.LookupMapping.Match;
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
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> exactFolded = new HashMap<>();
    private final PatternAutomaton keywords;
    private final PatternAutomaton keywordsFolded;
    private final @Nullable String catchAll;

    private LookupMatcher(LookupMapping lookup) {
        List<PatternAutomaton.Ranked> patterns = new ArrayList<>();
        List<PatternAutomaton.Ranked> folded = new ArrayList<>();
        rank(lookup, patterns, folded);
        keywords = new PatternAutomaton(patterns, false);
        keywordsFolded = new PatternAutomaton(folded, true);
        catchAll = lookup.catchAll().map(LookupMapping.CatchAll::output).orElse(null);
    }

    /** Compiles {@code lookup} with its children. */
    public static LookupMatcher of(LookupMapping lookup) {
        return new LookupMatcher(lookup);
    }

    /** The answer for {@code input}; null when nothing matches and there is no catch-all. */
    public @Nullable String match(String input) {
        int best = exact.getOrDefault(input, PatternAutomaton.NO_RANK);
        if (!exactFolded.isEmpty()) {
            best = Math.min(best, exactFolded.getOrDefault(CaseFolding.fold(input), PatternAutomaton.NO_RANK));
        }
        best = keywords.search(input, best);
        best = keywordsFolded.search(input, best);
        return best == PatternAutomaton.NO_RANK ? catchAll : outputs.get(best);
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
