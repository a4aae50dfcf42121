package dev.karet.table;

/** A commit that is damaged, or was written by a newer version of Karet. Nothing is published over it. */
public final class CommitUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitUnreadable(String key) {
        super(("The commit record %s cannot be read: it is damaged, or a newer version of Karet wrote it. "
                        + "Use that version, or restore the object from a backup.")
                .formatted(key));
    }
}
