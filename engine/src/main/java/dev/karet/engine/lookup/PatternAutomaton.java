package dev.karet.engine.lookup;

import dev.karet.engine.text.CaseFolding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the best-ranked of many patterns that occur in a text, in one pass over its UTF-8 bytes (Aho and Corasick). Immutable once built; thread-safe.
 *
 * <p>What it costs is the caches that it does not fit, so it is kept small. Bytes that no pattern has share one symbol. Only states with two
 * continuations or more, of which there are few, have a row in the table of moves; every other knows its one continuation and its failure link. When
 * even that table would be very large, failure links are followed everywhere.
 */
final class PatternAutomaton {

    /** No pattern: worse than every rank. */
    static final int NO_RANK = Integer.MAX_VALUE;

    private static final int LARGEST_TABLE = 1 << 23;
    private static final int OTHER = 0;

    /** No symbol: UTF-8 has fewer bytes than that. */
    private static final long NOTHING = 0xFF;

    private static final int STATE_BITS = 28;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    /** A pattern, already folded when case does not count, and its rank: the smallest wins. */
    record Ranked(String pattern, int rank) {}

    private final byte[] symbols = new byte[256];
    private final Transitions trie = new Transitions();
    private final int symbolCount;
    private int stateCount = 1;
    private int[] failure = new int[1024];
    private int[] rank = new int[1024];
    private final int bestRank;
    /** States with a row, numbered first; 0 when the table would be too large. */
    private final int rowCount;
    /** For each of those, in rows of {@link #symbolCount}, the next state. */
    private final int[] moves;
    /** For each other state its only symbol (8 bits), the state after that, and the one to try the symbol from otherwise (28 bits each). */
    private final long[] chains;

    /**
     * @param patterns not empty ones
     * @param foldsAscii whether ASCII letters are taken for their small ones; the patterns have no others then
     */
    PatternAutomaton(List<Ranked> patterns, boolean foldsAscii) {
        var encoder = StandardCharsets.UTF_8.newEncoder();
        // Half of a surrogate pair occurs in no text.
        List<Ranked> possible = patterns.stream()
                .filter(pattern -> encoder.canEncode(pattern.pattern()))
                .toList();
        symbolCount = nameSymbols(possible, foldsAscii);
        Arrays.fill(rank, NO_RANK);
        int best = NO_RANK;
        for (Ranked pattern : possible) {
            add(pattern);
            best = Math.min(best, pattern.rank());
        }
        bestRank = best;
        int[][] children = children();
        int[] order = link(children);
        int rows = 1;
        for (int state = 1; state < stateCount; state++) if (hasRow(children, state)) rows++;
        if ((long) rows * symbolCount > LARGEST_TABLE) {
            rowCount = 0;
            moves = new int[0];
            chains = new long[0];
        } else {
            rowCount = rows;
            int[] numbers = numbers(children);
            moves = moves(order, numbers);
            chains = chains(children, numbers);
            int[] ranks = new int[stateCount];
            for (int state = 0; state < stateCount; state++) ranks[numbers[state]] = rank[state];
            rank = ranks;
        }
    }

    /** The smallest rank of a pattern that occurs in the first {@code length} bytes of {@code text}, when it is below {@code found}; else {@code found}. */
    int search(byte[] text, int length, int found) {
        if (found <= bestRank) return found;
        return rowCount > 0 ? searchTable(text, length, found) : searchLinks(text, length, found);
    }

    private int searchTable(byte[] text, int length, int found) {
        int best = found;
        int state = 0;
        for (int i = 0; i < length; i++) {
            int symbol = symbols[text[i] & 0xFF] & 0xFF;
            state = symbol == OTHER ? 0 : move(state, symbol);
            best = Math.min(best, rank[state]);
        }
        return best;
    }

    private int move(int from, int symbol) {
        int state = from;
        while (state >= rowCount) {
            long chain = chains[state - rowCount];
            if (chain >>> (2 * STATE_BITS) == symbol) return (int) (chain >>> STATE_BITS) & STATE_MASK;
            state = (int) chain & STATE_MASK;
        }
        return moves[state * symbolCount + symbol];
    }

    private int searchLinks(byte[] text, int length, int found) {
        int best = found;
        int state = 0;
        for (int i = 0; i < length; i++) {
            state = follow(state, symbols[text[i] & 0xFF] & 0xFF);
            best = Math.min(best, rank[state]);
        }
        return best;
    }

    private int nameSymbols(List<Ranked> patterns, boolean foldsAscii) {
        int count = OTHER + 1;
        for (Ranked pattern : patterns) {
            for (byte unit : utf8(pattern)) {
                if (symbols[unit & 0xFF] == OTHER) symbols[unit & 0xFF] = (byte) count++;
            }
        }
        if (foldsAscii) {
            for (char upper = 'A'; upper <= 'Z'; upper++) symbols[upper] = symbols[CaseFolding.ascii(upper)];
        }
        return count;
    }

    private void add(Ranked pattern) {
        int state = 0;
        for (byte unit : utf8(pattern)) {
            int symbol = symbols[unit & 0xFF] & 0xFF;
            int next = trie.get(state, symbol);
            if (next == Transitions.NONE) {
                next = newState();
                trie.put(state, symbol, next);
            }
            state = next;
        }
        rank[state] = Math.min(rank[state], pattern.rank());
    }

    private static byte[] utf8(Ranked pattern) {
        return pattern.pattern().getBytes(StandardCharsets.UTF_8);
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
    private int[] link(int[][] children) {
        int[] order = new int[stateCount];
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

    private static boolean hasRow(int[][] children, int state) {
        return state == 0 || children[state].length > 2;
    }

    /** A new number for each state: those with a row first, then the others, one pattern's states next to each other. */
    private int[] numbers(int[][] children) {
        int[] numbers = new int[stateCount];
        int next = 0;
        for (int state = 0; state < stateCount; state++) if (hasRow(children, state)) numbers[state] = next++;
        for (int state = 0; state < stateCount; state++) if (!hasRow(children, state)) numbers[state] = next++;
        return numbers;
    }

    private int[] moves(int[] order, int[] numbers) {
        int[] table = new int[rowCount * symbolCount];
        for (int state : order) {
            if (numbers[state] >= rowCount) continue;
            int row = numbers[state] * symbolCount;
            for (int symbol = 1; symbol < symbolCount; symbol++) table[row + symbol] = numbers[follow(state, symbol)];
        }
        return table;
    }

    private long[] chains(int[][] children, int[] numbers) {
        long[] all = new long[stateCount - rowCount];
        for (int state = 0; state < stateCount; state++) {
            if (numbers[state] < rowCount) continue;
            int[] only = children[state];
            long symbol = only.length == 0 ? NOTHING : only[0];
            long next = only.length == 0 ? 0 : numbers[only[1]];
            all[numbers[state] - rowCount] =
                    (symbol << (2 * STATE_BITS)) | (next << STATE_BITS) | numbers[failure[state]];
        }
        return all;
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
