package dev.karet.infer;

import org.jspecify.annotations.Nullable;

/** What a cell becomes. Immutable. */
public sealed interface Outcome {

    /** A value of the column's type. */
    record Value(Comparable<?> value) implements Outcome {}

    /** What is no value. */
    enum Without implements Outcome {
        /** The cell says nothing. */
        NOTHING,
        /** The cell does not fit, so its row is rejected. */
        MISFIT
    }

    /** {@code value}, or a misfit when there is none. */
    static Outcome of(@Nullable Comparable<?> value) {
        return value == null ? Without.MISFIT : new Value(value);
    }
}
