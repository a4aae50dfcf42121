package dev.karet.web.auth;

/**
 * What one scrypt computation costs: {@code 128 · n · r} bytes, and time in proportion to {@code n · r · p}. Never more than we can bear,
 * whatever a bucket says. Immutable.
 *
 * @param n a power of two
 */
public record ScryptCost(int n, int r, int p) {

    /** What new passwords are hashed with: 128 MiB. */
    public static final ScryptCost OF_NEW_HASHES = new ScryptCost(1 << 17, 8, 1);

    private static final long MOST_MEMORY = 256L << 20;
    private static final long MOST_WORK = 4L << 20;
    private static final long LARGEST_BLOCK = 1_024;
    private static final long MOST_PARALLEL = 64;

    /** With r = 1 the algorithm takes no larger n. */
    private static final long MOST_ROUNDS_OF_SMALL_BLOCKS = 1 << 15;

    public ScryptCost {
        if (!isBearable(n, r, p)) {
            throw new IllegalArgumentException("scrypt with n=%d, r=%d, p=%d cannot be had here".formatted(n, r, p));
        }
    }

    /** Whether such a computation is possible, in at most 256 MiB and four times the work that new hashes take. */
    static boolean isBearable(long n, long r, long p) {
        return n > 1
                && n <= Integer.MAX_VALUE
                && Long.bitCount(n) == 1
                && r >= 1
                && r <= LARGEST_BLOCK
                && p >= 1
                && p <= MOST_PARALLEL
                && (r > 1 || n <= MOST_ROUNDS_OF_SMALL_BLOCKS)
                && 128 * n * r <= MOST_MEMORY
                && n * r * p <= MOST_WORK;
    }
}
