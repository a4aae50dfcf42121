package dev.karet.engine.query;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a query may take.
 *
 * @param time after which it ends with {@link QueryFailed.TooSlow}
 * @param stopWanted asked several times a second, from a thread of its own; once true, the query ends with {@link QueryFailed.Stopped}
 */
public record QueryWatch(Duration time, BooleanSupplier stopWanted) {

    /** A watch over nothing but the time. */
    public static QueryWatch within(Duration time) {
        return new QueryWatch(time, () -> false);
    }
}
