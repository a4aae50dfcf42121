package dev.karet.worker;

/** Numbers of things as people write them. */
final class Counted {

    private Counted() {}

    /** {@code 1 fault}, {@code 2 faults}. */
    static String of(long count, String thing) {
        return count + " " + (count == 1 ? thing : thing + "s");
    }
}
