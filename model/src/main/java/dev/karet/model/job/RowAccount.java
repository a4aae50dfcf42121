package dev.karet.model.job;

/**
 * Where every row that was read went. Immutable; {@code read = written + rejected + deduplicated} always holds.
 *
 * @param read records found by the intake's own count, rejected ones included
 * @param written rows in the published table
 * @param rejected rows kept aside with a reason
 * @param deduplicated rows dropped because an earlier one had the same dedup keys
 */
public record RowAccount(long read, long written, long rejected, long deduplicated) {

    public static final RowAccount NONE = new RowAccount(0, 0, 0, 0);

    public RowAccount {
        if (written < 0 || rejected < 0 || deduplicated < 0 || read != written + rejected + deduplicated) {
            throw new IllegalArgumentException("rows do not add up: read %d, written %d, rejected %d, deduplicated %d"
                    .formatted(read, written, rejected, deduplicated));
        }
    }

    public RowAccount plus(RowAccount other) {
        return new RowAccount(
                read + other.read,
                written + other.written,
                rejected + other.rejected,
                deduplicated + other.deduplicated);
    }
}
