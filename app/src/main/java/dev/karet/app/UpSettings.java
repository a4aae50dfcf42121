package dev.karet.app;

import dev.karet.model.Problem;
import dev.karet.model.settings.ConfigurationFault;
import dev.karet.model.settings.Environment;
import dev.karet.web.WebSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code karet up} runs with: everything on this machine, the secrets made and kept in the data directory unless the environment has
 * some. {@code KARET_BIND} is for the web service; the worker stays on loopback. Immutable.
 */
record UpSettings(AppSettings app, WebSettings web) {

    private static final String SESSION_SECRET = "KARET_SESSION_SECRET";
    private static final String SESSION_SECRET_FILE = "session-secret";

    /**
     * Reads the settings of all services.
     *
     * @throws ConfigurationFault with every fault at once
     * @throws CommandFailed when the data directory cannot be used
     */
    static UpSettings read(Map<String, String> variables, Path data) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> forWorker = new HashMap<>(variables);
        forWorker.remove("KARET_BIND");
        Optional<AppSettings> app = attempt(problems, () -> AppSettings.read(forWorker, data));
        Map<String, String> forWeb = new HashMap<>(variables);
        if (forWeb.getOrDefault(SESSION_SECRET, "").isBlank()) {
            // Settings that cannot work leave nothing behind.
            forWeb.put(
                    SESSION_SECRET,
                    app.map(_ -> SecretFile.loadOrCreate(data, SESSION_SECRET_FILE)
                                    .value())
                            .orElse("a secret that is never used"));
        }
        Optional<WebSettings> web =
                attempt(problems, () -> WebSettings.read(new Environment(forWeb), "KARET_WEB_PORT"));
        if (app.isEmpty() || web.isEmpty()) {
            throw new ConfigurationFault(problems.stream().distinct().toList());
        }
        return new UpSettings(app.get(), web.get());
    }

    private static <T> Optional<T> attempt(List<Problem> problems, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigurationFault fault) {
            problems.addAll(fault.problems());
            return Optional.empty();
        }
    }
}
