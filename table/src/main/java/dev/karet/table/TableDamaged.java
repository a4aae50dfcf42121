package dev.karet.table;

/** A data file that is not the one that was committed, and cannot be put back. */
public final class TableDamaged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TableDamaged(String key) {
        super(
                "The data file %s is missing or is not the one that was published. Run the pipeline again: it rebuilds the table."
                        .formatted(key));
    }
}
