package dev.karet.app;

import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.http.WebService;
import java.net.URI;
import java.time.Clock;

/** A web service put together and listening. Thread-safe. */
public final class RunningWeb implements AutoCloseable {

    private final WebService service;

    private RunningWeb(WebService service) {
        this.service = service;
    }

    /** Starts a web service on {@code store}, which stays the caller's. */
    public static RunningWeb start(WebSettings settings, ObjectStore store) {
        return new RunningWeb(WebService.start(settings, new WebService.Ground(store, Clock.systemUTC())));
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
    }
}
