package dev.karet.table;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long somebody waits for copies. Begins when it is made. Immutable but for the time that goes by; thread-safe if {@code stopWanted} is.
 *
 * @param deadline by {@link System#nanoTime}
 * @param stopWanted asked several times a second
 */
public record Patience(long deadline, BooleanSupplier stopWanted) {

    private static final Duration LOOK = Duration.ofMillis(50);

    public static Patience of(Duration time, BooleanSupplier stopWanted) {
        return new Patience(System.nanoTime() + time.toNanos(), stopWanted);
    }

    void check(Supplier<CopiesFailed> over) {
        if (stopWanted.getAsBoolean()) throw new CopiesFailed.Stopped();
        if (System.nanoTime() - deadline >= 0) throw over.get();
    }

    Duration nextLook() {
        return LOOK;
    }
}
