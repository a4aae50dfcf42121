package dev.karet.engine.duckdb;

import dev.karet.engine.EngineFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** Says what a failure of the disk or of DuckDB means and what to do about it. */
final class Failures {

    private static final String DISK_FULL =
            "The disk for temporary files is full. Free some space, or point KARET_TEMP_DIR to a larger disk.";

    private Failures() {}

    static UncheckedIOException of(IOException cause) {
        return new UncheckedIOException(
                isDiskFull(String.valueOf(cause.getMessage())) ? new IOException(DISK_FULL, cause) : cause);
    }

    static RuntimeException of(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        if (isDiskFull(message)) return new UncheckedIOException(new IOException(DISK_FULL, cause));
        if (message.contains("Out of Memory")) {
            return new EngineFault(
                    "The run needs more memory than it may use. Raise KARET_MEMORY_LIMIT, or lower KARET_THREADS so that each"
                            + " thread has more of it. (" + message + ")",
                    cause);
        }
        return new EngineFault("DuckDB failed: " + message, cause);
    }

    private static boolean isDiskFull(String message) {
        return message.contains("No space left on device") || message.contains("max_temp_directory_size");
    }
}
