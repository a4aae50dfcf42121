package dev.karet.app;

import dev.karet.engine.duckdb.query.DuckDbTableQueries;
import dev.karet.engine.duckdb.sql.DuckDbSqlRunner;
import dev.karet.engine.query.SqlLimits;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.http.WebService;
import dev.karet.worker.WorkDirectory;
import java.net.URI;
import java.time.Clock;

/** A web service put together and listening. Thread-safe. */
public final class RunningWeb implements AutoCloseable {

    /** Bytes of the disk that questions to tables may use for what does not fit into memory. */
    private static final long MOST_SPILLED = 4L << 30;

    private final WorkDirectory work;
    private final DuckDbTableQueries queries;
    private final DuckDbSqlRunner statements;
    private final WebService service;

    private RunningWeb(WorkDirectory work, DuckDbTableQueries queries, DuckDbSqlRunner statements, WebService service) {
        this.work = work;
        this.queries = queries;
        this.statements = statements;
        this.service = service;
    }

    /**
     * Starts a web service on {@code store}, which stays the caller's.
     *
     * @param embedded whether the store is Karet's own, in this process
     */
    public static RunningWeb start(WebSettings settings, ObjectStore store, boolean embedded) {
        WebSettings.Queries limits = settings.queries();
        WorkDirectory work = WorkDirectory.open(settings.tempDirectory().resolve("web"));
        DuckDbTableQueries queries = null;
        DuckDbSqlRunner statements = null;
        try {
            queries = new DuckDbTableQueries(
                    work.stage("queries").path(),
                    limits.memoryBytes(),
                    MOST_SPILLED,
                    Runtime.getRuntime().availableProcessors());
            statements = new DuckDbSqlRunner(
                    SqlLimits.of(limits.deadline(), limits.mostRows(), limits.memoryBytes()),
                    limits.atOnce(),
                    work.stage("statements").path());
            var ground = new WebService.Ground(store, queries, statements, Clock.systemUTC(), embedded);
            return new RunningWeb(work, queries, statements, WebService.start(settings, ground));
        } catch (RuntimeException e) {
            if (statements != null) statements.close();
            if (queries != null) queries.close();
            work.close();
            throw e;
        }
    }

    public URI address() {
        return service.address();
    }

    /** Takes the events of a store in this process. */
    ObjectEvents events() {
        return service.events();
    }

    @Override
    public void close() {
        service.close();
        statements.close();
        queries.close();
        work.close();
    }
}
