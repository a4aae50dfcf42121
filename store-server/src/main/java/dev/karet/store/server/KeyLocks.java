package dev.karet.store.server;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** One lock a key, out of a fixed number that keys share. Thread-safe; a thread may hold one at a time. */
final class KeyLocks {

    private static final int COUNT = 256;

    private final Lock[] locks =
            IntStream.range(0, COUNT).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    Lock of(String key) {
        return locks[Math.floorMod(key.hashCode(), COUNT)];
    }
}
