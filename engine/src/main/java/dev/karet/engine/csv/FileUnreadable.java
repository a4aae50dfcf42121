package dev.karet.engine.csv;

/** A source file that cannot be read as a whole; the message is a sentence for the file's owner, without the file's name. */
public final class FileUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public FileUnreadable(String message) {
        super(message);
    }
}
