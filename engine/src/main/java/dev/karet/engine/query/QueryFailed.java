package dev.karet.engine.query;

/** A query that came to no answer, through no fault of the engine. The message is a sentence for the person who asked. */
public abstract sealed class QueryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private QueryFailed(String message) {
        super(message, null, false, false);
    }

    /** The time was over. */
    public static final class TooSlow extends QueryFailed {
        private static final long serialVersionUID = 1L;

        public TooSlow() {
            super("The query took longer than it may. Ask for less, such as by filters, or raise KARET_QUERY_SECONDS.");
        }
    }

    /** Whoever asked wants no answer any more. */
    public static final class Stopped extends QueryFailed {
        private static final long serialVersionUID = 1L;

        public Stopped() {
            super("The query was stopped.");
        }
    }

    /** It needed more memory, or more disk beside it, than queries may have. */
    public static final class TooLarge extends QueryFailed {
        private static final long serialVersionUID = 1L;

        public TooLarge() {
            super(
                    "The query needs more memory or temporary disk than it may use. Ask for less, or raise KARET_QUERY_MEMORY.");
        }
    }
}
