package dev.karet.web.sql;

import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.TableSource.OpenTables;
import dev.karet.store.Slug;
import java.util.List;
import java.util.Optional;

/** The tables that a statement may name, and their files on the local disk. Thread-safe. */
public interface StatementTables {

    /**
     * The ids of a pipeline's tables, published or not.
     *
     * @return empty when there is no such pipeline
     */
    Optional<List<String>> names(Slug slug);

    /**
     * Brings tables to the local disk, all as one commit has them; one that was never published has no files.
     *
     * @param names out of {@link #names}
     * @param cancel wanted when nobody waits for the tables any more
     */
    Opened open(Slug slug, List<String> names, SqlCancel cancel);

    /** Tables as one commit has them. */
    interface Opened extends OpenTables {

        /** The number of the commit; empty when nothing was ever published. */
        Optional<Long> snapshot();
    }
}
