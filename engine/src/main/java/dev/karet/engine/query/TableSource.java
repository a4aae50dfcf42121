package dev.karet.engine.query;

import java.util.List;

/** Has tables on the local disk for as long as they are needed. */
@FunctionalInterface
public interface TableSource {

    /**
     * Puts tables on the local disk.
     *
     * @param names ids out of {@link SqlQuestion#tables}, each once
     */
    OpenTables open(List<String> names);

    /** Tables whose files stay where they are until this is closed. */
    interface OpenTables extends AutoCloseable {

        /** One for each name, in the order of the names. */
        List<TableFiles> tables();

        /**
         * Told, at most once, when the local copy of a table is no longer what it was, so that nobody reads it again. It should never happen: a
         * statement broke out of its sandbox, or somebody else wrote there.
         */
        void distrust(TableFiles table);

        @Override
        void close();
    }
}
