package dev.karet.model.pipeline;

import java.util.Arrays;

/** Patterns by their characters, with the best rank of each; a bounded number of nodes in flat arrays, since lookups can be large. */
final class PatternTrie {

    static final int ROOT = 0;

    /** No node, or no rank: larger than every one. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int MOST_NODES = 500_000;
    private static final long FREE = -1;

    private long[] edges = new long[64];
    private int[] targets = new int[64];
    private int[] ranks = new int[64];
    private int nodes = 1;

    PatternTrie() {
        Arrays.fill(edges, FREE);
        Arrays.fill(ranks, NONE);
    }

    /** Remembers {@code pattern}; forgets it silently when the trie is full. */
    void add(String pattern, int rank) {
        if (pattern.isEmpty() || nodes + pattern.length() > MOST_NODES) return;
        int node = ROOT;
        for (int i = 0; i < pattern.length(); i++) node = childOrNew(node, pattern.charAt(i));
        ranks[node] = Math.min(ranks[node], rank);
    }

    int child(int node, char character) {
        int slot = slot(edge(node, character));
        return edges[slot] == FREE ? NONE : targets[slot];
    }

    /** The best rank of the pattern that ends at {@code node}. */
    int rank(int node) {
        return node == NONE ? NONE : ranks[node];
    }

    private int childOrNew(int node, char character) {
        long edge = edge(node, character);
        int slot = slot(edge);
        if (edges[slot] == edge) return targets[slot];
        if (nodes * 2 >= edges.length) {
            grow();
            slot = slot(edge);
        }
        edges[slot] = edge;
        targets[slot] = nodes;
        return nodes++;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldTargets = targets;
        edges = new long[oldEdges.length * 2];
        targets = new int[edges.length];
        Arrays.fill(edges, FREE);
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] == FREE) continue;
            int slot = slot(oldEdges[i]);
            edges[slot] = oldEdges[i];
            targets[slot] = oldTargets[i];
        }
        int used = ranks.length;
        ranks = Arrays.copyOf(ranks, edges.length);
        Arrays.fill(ranks, used, ranks.length, NONE);
    }

    /** The slot that holds {@code edge}, or the free one where it belongs. */
    private int slot(long edge) {
        long mixed = edge * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (edges.length - 1);
        while (edges[slot] != FREE && edges[slot] != edge) slot = (slot + 1) & (edges.length - 1);
        return slot;
    }

    private static long edge(int node, char character) {
        return ((long) node << 16) | character;
    }
}
