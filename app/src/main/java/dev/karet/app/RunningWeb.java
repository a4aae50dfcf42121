package dev.karet.app;

import dev.karet.engine.duckdb.query.DuckDbTableQueries;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.http.WebService;
import java.net.URI;
import java.time.Clock;

/** A web service put together and listening. Thread-safe. */
public final class RunningWeb implements AutoCloseable {

    private static final long MOST_SPILLED = 4L << 30;

    private final DuckDbTableQueries queries;
    private final WebService service;

    private RunningWeb(DuckDbTableQueries queries, WebService service) {
        this.queries = queries;
        this.service = service;
    }

    /** Starts a web service on {@code store}, which stays the caller's. */
    public static RunningWeb start(WebSettings settings, ObjectStore store) {
        WebSettings.Queries limits = settings.queries();
        DuckDbTableQueries queries = new DuckDbTableQueries(
                settings.tempDirectory().resolve("queries"),
                limits.memoryBytes(),
                MOST_SPILLED,
                Runtime.getRuntime().availableProcessors());
        try {
            WebService service = WebService.start(settings, new WebService.Ground(store, queries, Clock.systemUTC()));
            return new RunningWeb(queries, service);
        } catch (RuntimeException e) {
            queries.close();
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
        queries.close();
    }
}
