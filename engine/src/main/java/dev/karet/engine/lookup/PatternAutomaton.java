package dev.karet.engine.lookup;

import dev.karet.engine.text.CaseFolding;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the best-ranked of many patterns that occur in a text, in one pass over the text (Aho and Corasick). Immutable once built; thread-safe.
 *
 * <p>Characters that no pattern has share one symbol, so the table of moves stays small; when it would not, failure links are followed instead.
 */
final class PatternAutomaton {

    /** No pattern: worse than every rank. */
    static final int NO_RANK = Integer.MAX_VALUE;

    private static final int LARGEST_TABLE = 1 << 23;
    private static final int OTHER = 0;

    /** A pattern, already folded when case does not count, and its rank: the smallest wins. */
    record Ranked(String pattern, int rank) {}

    private final boolean folds;
    private final char[] symbols = new char[1 << 16];
    private final Transitions trie = new Transitions();
    private final int symbolCount;
    private int stateCount = 1;
    private int[] failure = new int[1024];
    private int[] rank = new int[1024];
    private final int[] moves;
    private final int bestRank;

    PatternAutomaton(List<Ranked> patterns, boolean folds) {
        this.folds = folds;
        symbolCount = nameSymbols(patterns);
        Arrays.fill(rank, NO_RANK);
        int best = NO_RANK;
        for (Ranked pattern : patterns) {
            add(pattern);
            best = Math.min(best, pattern.rank());
        }
        bestRank = best;
        int[] order = link();
        moves = (long) stateCount * symbolCount <= LARGEST_TABLE ? table(order) : new int[0];
    }

    /** The smallest rank of a pattern here. */
    int bestRank() {
        return bestRank;
    }

    /** The smallest rank of a pattern that occurs in {@code text}, when it is below {@code found}; else {@code found}. */
    int search(String text, int found) {
        int best = found;
        int state = 0;
        for (int i = 0; i < text.length() && best > bestRank; i++) {
            char character = text.charAt(i);
            if (folds && character >= 0x80) {
                int codePoint = text.codePointAt(i);
                if (codePoint > 0xFFFF) i++;
                String folded = CaseFolding.fold(Character.toString(codePoint));
                for (int k = 0; k < folded.length(); k++) {
                    state = move(state, symbols[folded.charAt(k)]);
                    best = Math.min(best, rank[state]);
                }
                continue;
            }
            state = move(state, symbols[character]);
            best = Math.min(best, rank[state]);
        }
        return best;
    }

    private int nameSymbols(List<Ranked> patterns) {
        int count = OTHER + 1;
        for (Ranked pattern : patterns) {
            for (int i = 0; i < pattern.pattern().length(); i++) {
                char character = pattern.pattern().charAt(i);
                if (symbols[character] == OTHER) symbols[character] = (char) count++;
            }
        }
        if (folds) {
            for (char upper = 'A'; upper <= 'Z'; upper++) symbols[upper] = symbols[CaseFolding.ascii(upper)];
        }
        return count;
    }

    private void add(Ranked pattern) {
        int state = 0;
        for (int i = 0; i < pattern.pattern().length(); i++) {
            char symbol = symbols[pattern.pattern().charAt(i)];
            int next = trie.get(state, symbol);
            if (next == Transitions.NONE) {
                next = newState();
                trie.put(state, symbol, next);
            }
            state = next;
        }
        rank[state] = Math.min(rank[state], pattern.rank());
    }

    private int newState() {
        if (stateCount == rank.length) {
            int length = rank.length;
            rank = Arrays.copyOf(rank, length * 2);
            Arrays.fill(rank, length, length * 2, NO_RANK);
            failure = Arrays.copyOf(failure, length * 2);
        }
        return stateCount++;
    }

    /** Sets failure links breadth first, and hands each state the best rank of its suffixes. Answers the order it took. */
    private int[] link() {
        int[] order = new int[stateCount];
        int[][] children = children();
        int end = 1;
        for (int at = 0; at < end; at++) {
            int state = order[at];
            int[] edges = children[state];
            for (int e = 0; e < edges.length; e += 2) {
                int symbol = edges[e];
                int next = edges[e + 1];
                failure[next] = state == 0 ? 0 : follow(failure[state], symbol);
                rank[next] = Math.min(rank[next], rank[failure[next]]);
                order[end++] = next;
            }
        }
        return order;
    }

    private int[][] children() {
        int[][] children = new int[stateCount][];
        Arrays.fill(children, new int[0]);
        trie.forEach((state, symbol, next) -> {
            int[] edges = Arrays.copyOf(children[state], children[state].length + 2);
            edges[edges.length - 2] = symbol;
            edges[edges.length - 1] = next;
            children[state] = edges;
        });
        return children;
    }

    private int[] table(int[] order) {
        int[] table = new int[stateCount * symbolCount];
        for (int state : order) {
            int row = state * symbolCount;
            if (state != 0) System.arraycopy(table, failure[state] * symbolCount, table, row, symbolCount);
            for (int symbol = 1; symbol < symbolCount; symbol++) {
                int next = trie.get(state, symbol);
                if (next != Transitions.NONE) table[row + symbol] = next;
            }
        }
        return table;
    }

    private int move(int state, int symbol) {
        return moves.length > 0 ? moves[state * symbolCount + symbol] : follow(state, symbol);
    }

    private int follow(int state, int symbol) {
        if (symbol == OTHER) return 0;
        int at = state;
        while (true) {
            int next = trie.get(at, symbol);
            if (next != Transitions.NONE) return next;
            if (at == 0) return 0;
            at = failure[at];
        }
    }
}
