package dev.karet.infer;

/** A file of which nothing can be told; the message is a sentence for its owner. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
        super(message);
    }
}
