package dev.karet.app;

import dev.karet.model.settings.Environment;
import dev.karet.store.StoreSettings;
import dev.karet.worker.WorkerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the command line can be told by the environment and by {@code --data}. Immutable.
 *
 * @param worker how a worker of this process runs; its store is the one that the environment names
 * @param workerUrl a worker elsewhere that runs are given to
 * @param data where the embedded store keeps everything
 */
record AppSettings(WorkerSettings worker, int storePort, Optional<URI> workerUrl, Path data) {

    static final String DEFAULT_DATA = "./karet-data";

    private static final int DEFAULT_STORE_PORT = 9000;
    private static final String WORKER_PORT = "KARET_WORKER_PORT";

    /**
     * Reads the settings of a process that may run a store and a worker side by side.
     *
     * @throws dev.karet.model.settings.ConfigurationFault with every fault at once
     */
    static AppSettings read(Map<String, String> variables, Path data) {
        return read(variables, data, WORKER_PORT);
    }

    /** Reads the settings of a process that is a worker and nothing else: {@code PORT} counts, then {@code KARET_WORKER_PORT}. */
    static AppSettings ofWorker(Map<String, String> variables, Path data) {
        boolean ownPort = !variables.getOrDefault("PORT", "").isBlank();
        return read(variables, data, ownPort ? "PORT" : WORKER_PORT);
    }

    private static AppSettings read(Map<String, String> variables, Path data, String workerPort) {
        Environment env = new Environment(variables);
        int storePort = env.number("KARET_STORE_PORT", 0, 65_535, DEFAULT_STORE_PORT);
        Optional<URI> url = env.address("KARET_WORKER_URL");
        WorkerSettings worker = WorkerSettings.read(env, workerPort);
        return new AppSettings(worker, storePort, url, data);
    }

    /** The store that the environment names; empty when Karet brings its own. */
    Optional<StoreSettings> externalStore() {
        return worker.store().endpoint().isPresent() ? Optional.of(worker.store()) : Optional.empty();
    }

    /** Where a worker on this machine would be. */
    URI localWorker() {
        return URI.create("http://%s:%d".formatted(WorkerSettings.LOOPBACK, worker.port()));
    }
}
