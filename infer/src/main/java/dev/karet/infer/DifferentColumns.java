package dev.karet.infer;

/** Files that cannot share a source; {@link #index} is that of the first which is not like the first of all. */
public final class DifferentColumns extends Exception {

    private static final long serialVersionUID = 1L;

    private final int index;

    DifferentColumns(int index) {
        super("file " + index + " does not have the columns of the first", null, false, false);
        this.index = index;
    }

    public int index() {
        return index;
    }
}
