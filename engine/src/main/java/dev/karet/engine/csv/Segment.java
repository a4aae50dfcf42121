package dev.karet.engine.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stretch of a file's good records, on local disk. Immutable.
 *
 * @param path the records, as {@code dialect} says
 * @param notes where lines and raw texts are kept that do not follow from {@code path}; the file need not exist
 * @param firstRecord how many good records of the file come before
 * @param firstLine the physical line on which the first record begins, from 1
 * @param records how many there are, at least 1
 * @param longestRecordBytes its line end included
 */
public record Segment(
        Path path,
        Path notes,
        SegmentDialect dialect,
        long firstRecord,
        long firstLine,
        long records,
        long bytes,
        int longestRecordBytes) {

    /** Takes one record that was asked for. */
    public interface Visitor {

        /**
         * A record of the segment.
         *
         * @param ordinal within the segment, from 0
         * @param line the physical line of the source on which it begins, from 1
         * @param raw its text as it stands in the source, decoded, without its line end
         */
        void record(long ordinal, long line, String raw) throws IOException;
    }

    /**
     * Looks up records by reading the segment once, up to the last of them, in memory for one record.
     *
     * @param ordinals within the segment, from 0, ascending, none twice
     */
    public void visit(long[] ordinals, Visitor visitor) throws IOException {
        if (ordinals.length == 0) {
            return;
        }
        try (var lookup = new RecordLookup(this)) {
            for (var ordinal : ordinals) {
                lookup.seek(ordinal, visitor);
            }
        }
    }

    /** Removes the segment's files. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(notes);
    }
}
