package dev.karet.web.tables;

import dev.karet.model.Quoted;
import java.util.Optional;

/** Why a table cannot be shown as it was asked for. The message is a sentence for the person who asked. */
public abstract sealed class TableTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TableTrouble(String message) {
        super(message, null, false, false);
    }

    /** There is no such pipeline. */
    public static final class NoPipeline extends TableTrouble {
        private static final long serialVersionUID = 1L;

        NoPipeline(String slug) {
            super("There is no pipeline \"%s\".".formatted(slug));
        }
    }

    /** The pipeline has no such table. */
    public static final class NoTable extends TableTrouble {
        private static final long serialVersionUID = 1L;

        NoTable(String table, Optional<String> hint) {
            super("This pipeline has no table %s.".formatted(Quoted.text(table))
                    + hint.map(text -> " " + text).orElse(""));
        }
    }

    /** The table was never published. */
    public static final class NotPublished extends TableTrouble {
        private static final long serialVersionUID = 1L;

        NotPublished(String table) {
            super("The table \"%s\" has not been published yet. Run the pipeline.".formatted(table));
        }
    }

    /** The question has a fault. */
    public static final class BadQuestion extends TableTrouble {
        private static final long serialVersionUID = 1L;
        private final String code;

        BadQuestion(String code, String message) {
            super(message);
            this.code = code;
        }

        /** A stable snake_case code for programs. */
        public String code() {
            return code;
        }
    }

    /** A newer commit was published between two pages. */
    public static final class SnapshotChanged extends TableTrouble {
        private static final long serialVersionUID = 1L;

        SnapshotChanged() {
            super("The table was published anew since the first page was read. Begin again without a cursor.");
        }
    }

    /** Too many ask at once. */
    public static final class Busy extends TableTrouble {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("As many tables are being read as may be at once. Ask again in a moment.");
        }
    }
}
