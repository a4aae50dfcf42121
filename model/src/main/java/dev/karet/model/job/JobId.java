package dev.karet.model.job;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The ids of runs: {@code job-<epoch milliseconds>-<6 base-36 characters>}, so that they sort by their age. */
public final class JobId {

    private static final Pattern FORM = Pattern.compile("job-[0-9]{1,16}-[0-9a-z]{1,32}");
    private static final int TAIL = 6;

    private JobId() {}

    /** A new id; two made in the same millisecond differ but for one chance in two thousand million. */
    public static String create(Instant now, RandomGenerator random) {
        var id = new StringBuilder("job-").append(now.toEpochMilli()).append('-');
        for (int i = 0; i < TAIL; i++) {
            id.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    /** Whether {@code text} may stand in a key as the id of a run. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }
}
