package dev.karet.engine.lookup;

import java.util.Arrays;

/** Where a trie goes from a state on a symbol; a hash table without boxes. Not thread-safe while it grows. */
final class Transitions {

    static final int NONE = -1;

    private long[] keys = new long[1024];
    private int[] states = new int[1024];
    private int size;

    Transitions() {
        Arrays.fill(keys, NONE);
    }

    int get(int state, int symbol) {
        long key = key(state, symbol);
        int at = slot(key);
        return keys[at] == key ? states[at] : NONE;
    }

    void put(int state, int symbol, int next) {
        if (++size * 2 > keys.length) grow();
        long key = key(state, symbol);
        int at = slot(key);
        keys[at] = key;
        states[at] = next;
    }

    interface Visitor {
        void visit(int state, int symbol, int next);
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != NONE) visitor.visit((int) (keys[i] >>> 16), (int) (keys[i] & 0xFFFF), states[i]);
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & (keys.length - 1);
        while (keys[at] != NONE && keys[at] != key) at = (at + 1) & (keys.length - 1);
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldStates = states;
        keys = new long[oldKeys.length * 2];
        states = new int[keys.length];
        Arrays.fill(keys, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] == NONE) continue;
            int at = slot(oldKeys[i]);
            keys[at] = oldKeys[i];
            states[at] = oldStates[i];
        }
    }

    private static long key(int state, int symbol) {
        return (long) state << 16 | symbol;
    }
}
