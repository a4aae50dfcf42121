package dev.karet.table;

import java.nio.file.Path;

/** Tables that could not be copied to the local disk. The message is a sentence for the person who asked. */
public abstract sealed class CopiesFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CopiesFailed(String message) {
        super(message);
    }

    /** They are larger than all copies together may be. */
    public static final class TooLarge extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        TooLarge(String tables, long bytes, long limit) {
            super("%s: %s to copy, and local copies of tables may take %s. Raise KARET_CACHE_LIMIT."
                    .formatted(tables, megabytes(bytes), megabytes(limit)));
        }
    }

    /** Others use what would have to go. It helps to ask again. */
    public static final class NoRoom extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super(
                    "Other queries use as many local copies of tables as there may be. Ask again, or raise KARET_CACHE_LIMIT.");
        }
    }

    /** They are still on their way, and go on coming. It helps to ask again. */
    public static final class OnTheirWay extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        OnTheirWay() {
            super("The table is being fetched from the store. Ask again in a while.");
        }
    }

    /** They were published anew again and again meanwhile. It helps to ask again. */
    public static final class Restless extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        Restless() {
            super("The table was published anew while it was being fetched, several times over. Ask again.");
        }
    }

    /** The store broke off again and again. */
    public static final class Broken extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    /** The local disk is full, or cannot be written. */
    public static final class DiskFailed extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        DiskFailed(Path folder, String cause) {
            super(
                    "A local copy of a table could not be written below %s: %s. Free some space, lower KARET_CACHE_LIMIT, or point KARET_TEMP_DIR to another disk."
                            .formatted(folder, cause));
        }
    }

    /** Whoever asked wants them no longer. */
    public static final class Stopped extends CopiesFailed {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The query was stopped.");
        }
    }

    private static String megabytes(long bytes) {
        return Math.max(1, (bytes + (1 << 20) - 1) >> 20) + " MB";
    }
}
