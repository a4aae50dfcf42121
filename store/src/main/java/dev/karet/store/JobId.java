package dev.karet.store;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The identity of one run, {@code job-<epoch milliseconds>-<6 base-36 characters>}. Immutable; sorts by time as text. */
public record JobId(String value) implements Comparable<JobId> {

    private static final Pattern VALID = Pattern.compile("job-(\\d{13})-[0-9a-z]{6}");
    private static final long COMBINATIONS = 36L * 36 * 36 * 36 * 36 * 36;

    public JobId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not a job id: \"" + value + "\"");
        }
    }

    /** A new id for a run that begins at {@code start}. */
    public static JobId create(Instant start, RandomGenerator random) {
        var tail =
                Long.toString(COMBINATIONS + random.nextLong(COMBINATIONS), 36).substring(1);
        return new JobId("job-" + start.toEpochMilli() + "-" + tail);
    }

    /** The id that {@code text} is; empty when it is none. */
    public static Optional<JobId> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
    }

    /** When the run was created. */
    public Instant createdAt() {
        return Instant.ofEpochMilli(Long.parseLong(value.substring(4, 17)));
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
