package dev.karet.engine.sql;

/** What the columns that an expression names are in SQL. */
@FunctionalInterface
interface ColumnCells {

    /** The value of column {@code name}, in its type. */
    Fragment value(String name);
}
