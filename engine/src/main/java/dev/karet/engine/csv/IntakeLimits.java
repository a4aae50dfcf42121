package dev.karet.engine.csv;

/**
 * How large things may become. Immutable.
 *
 * @param segmentBytes when a segment has this many bytes the next one begins; at least one record a segment
 * @param recordBytes the longest record, line end not counted; the heap of one intake stays below twice this and a few MiB
 */
public record IntakeLimits(long segmentBytes, int recordBytes) {

    /** 64 MiB a segment; 32 MiB a record, so that two intakes at once fit a heap of 256 MiB. */
    public static final IntakeLimits DEFAULT = new IntakeLimits(64L << 20, 32 << 20);

    public IntakeLimits {
        if (segmentBytes < 1 || recordBytes < 1 || recordBytes > 512 << 20) {
            throw new IllegalArgumentException("segments of " + segmentBytes + " bytes, records of " + recordBytes);
        }
    }
}
