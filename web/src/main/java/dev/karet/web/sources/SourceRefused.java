package dev.karet.web.sources;

/** What cannot be done with a source's files, and why. The message is a sentence for whoever asked. */
public final class SourceRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why not. */
    public enum Reason {
        /** The configuration cannot be read, so nobody knows which sources there are. */
        CONFIG_UNREADABLE,
        /** The configuration has no such source. */
        CONTAINER_NOT_FOUND,
        /** The source's folder cannot be used. */
        CONTAINER_FAULTY,
        /** There is no such file. */
        FILE_NOT_FOUND,
        /** There is a file of that name. */
        FILE_EXISTS,
        /** A run would not read a file of that name, or it could not be stored. */
        BAD_NAME
    }

    SourceRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
