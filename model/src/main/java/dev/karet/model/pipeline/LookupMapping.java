package dev.karet.model.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * A table of patterns and the text each stands for. Immutable.
 *
 * @param name what people call it; absent: its id
 * @param children tried before this node's own rows, depth first, in order; referenced as {@code parent.child}
 * @param catchAll the answer when nothing matches and this very node was asked
 */
public record LookupMapping(
        String id,
        Optional<String> name,
        Match match,
        boolean caseInsensitive,
        List<Row> rows,
        List<LookupMapping> children,
        Optional<CatchAll> catchAll,
        OtherFields other) {

    public LookupMapping {
        rows = List.copyOf(rows);
        children = List.copyOf(children);
    }

    /** How a pattern meets an input. */
    public enum Match {
        /** The input equals the pattern. */
        EXACT,
        /** The pattern occurs somewhere in the input. */
        KEYWORD_SUBSTRING
    }

    /**
     * Patterns with one answer.
     *
     * @param priority the highest among the matching rows of a node wins; then definition order
     */
    public record Row(List<String> inputPatterns, String output, double priority, OtherFields other) {
        public Row {
            inputPatterns = List.copyOf(inputPatterns);
        }
    }

    /** The answer of last resort. */
    public record CatchAll(String output, OtherFields other) {}
}
