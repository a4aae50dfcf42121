package dev.karet.engine.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Things kept under numbers, each made once for its key. Thread-safe. */
final class Slots<T> {

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    /** The number of what {@code key} stands for. */
    synchronized int of(Object key, Supplier<T> thing) {
        Integer known = numbers.get(key);
        if (known != null) return known;
        things.add(thing.get());
        numbers.put(key, things.size() - 1);
        return things.size() - 1;
    }

    synchronized T get(int number) {
        return things.get(number);
    }

    synchronized void clear() {
        numbers.clear();
        things.clear();
    }
}
