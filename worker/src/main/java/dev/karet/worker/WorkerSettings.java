package dev.karet.worker;

import dev.karet.engine.RunPlan;
import dev.karet.model.settings.Environment;
import dev.karet.model.settings.Secret;
import dev.karet.store.StoreSettings;
import dev.karet.table.Sweep;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a worker can be told. Immutable; its text form holds no secret.
 *
 * @param bind the address it listens on; beyond loopback there is a token
 * @param token what callers must show; empty: nothing
 * @param maxRuns runs at once
 * @param threads what one run may compute with
 * @param memoryBytes what all runs together may hold outside the Java heap
 * @param tempDirectory where staging areas are made
 * @param leaseTerm how long a worker may be silent before another takes its run for dead
 * @param keep what the sweep after a run leaves
 */
public record WorkerSettings(
        StoreSettings store,
        String bind,
        int port,
        Optional<Secret> token,
        int maxRuns,
        int threads,
        long memoryBytes,
        Path tempDirectory,
        Duration leaseTerm,
        Sweep.Keep keep) {

    public static final int DEFAULT_PORT = 8080;
    public static final String LOOPBACK = "127.0.0.1";

    private static final long LEAST_MEMORY_A_RUN = 64L << 20;
    private static final long MOST_MEMORY_BY_DEFAULT = 8L << 30;

    /**
     * Reads a worker's settings; {@code PORT} is its port.
     *
     * @throws dev.karet.model.settings.ConfigurationFault with every fault at once
     */
    public static WorkerSettings read(Map<String, String> variables) {
        return read(new Environment(variables), "PORT");
    }

    /**
     * Reads a worker's settings with its port under {@code portName}, for a process that is more than a worker.
     *
     * @param env what was read from it before may have faults too
     * @throws dev.karet.model.settings.ConfigurationFault with every fault at once, earlier ones included
     */
    public static WorkerSettings read(Environment env, String portName) {
        StoreSettings store = StoreSettings.read(env);
        int port = env.number(portName, 0, 65_535, DEFAULT_PORT);
        String bind = env.text("KARET_BIND").orElse(LOOPBACK);
        Optional<Secret> token = env.text("KARET_WORKER_TOKEN").map(Secret::new);
        checkReach(env, bind, token);
        int maxRuns = env.number("KARET_MAX_RUNS", 1, 64, 2);
        int threads = env.number("KARET_THREADS", 1, 1024, Runtime.getRuntime().availableProcessors());
        long memory = env.bytes("KARET_MEMORY_LIMIT", defaultMemory());
        if (memory < LEAST_MEMORY_A_RUN * maxRuns) {
            env.fault(
                    "KARET_MEMORY_LIMIT",
                    env.text("KARET_MEMORY_LIMIT").orElse(memory + " bytes, the default,"),
                    "is too little for %d runs at once, which need 64MiB each".formatted(maxRuns),
                    "Raise it, or lower KARET_MAX_RUNS.");
        }
        Path temp = env.path(
                "KARET_TEMP_DIR",
                Path.of(System.getProperty("java.io.tmpdir"), "karet-" + System.getProperty("user.name")));
        Duration term = Duration.ofSeconds(env.number("KARET_LEASE_SECONDS", 1, 3_600, 30));
        Sweep.Keep keep = keep(env);
        env.failIfFaulty();
        return new WorkerSettings(
                store, bind, port, token, maxRuns, threads, memory, temp.toAbsolutePath(), term, keep);
    }

    private static Sweep.Keep keep(Environment env) {
        Sweep.Keep usual = Sweep.Keep.DEFAULT;
        return new Sweep.Keep(
                Duration.ofMinutes(env.number(
                        "KARET_SWEEP_MINUTES", 0, 525_600, (int) usual.grace().toMinutes())),
                env.number("KARET_KEEP_COMMITS", 1, 1_000_000, usual.commits()),
                env.number("KARET_KEEP_JOBS", 1, 1_000_000, usual.jobs()),
                Duration.ofDays(env.number(
                        "KARET_KEEP_DAYS", 1, 36_500, (int) usual.jobAge().toDays())));
    }

    /** What one run may use: the threads, and its share of the memory. */
    public RunPlan.Limits runLimits() {
        return new RunPlan.Limits(threads, memoryBytes / maxRuns);
    }

    /** How runs go about their work. */
    public RunPipeline.Habits habits() {
        return new RunPipeline.Habits(runLimits(), Duration.ofSeconds(1), leaseTerm, keep);
    }

    /** The same worker on another store. */
    public WorkerSettings withStore(StoreSettings other) {
        return new WorkerSettings(
                other, bind, port, token, maxRuns, threads, memoryBytes, tempDirectory, leaseTerm, keep);
    }

    private static void checkReach(Environment env, String bind, Optional<Secret> token) {
        try {
            if (!InetAddress.getByName(bind).isLoopbackAddress() && token.isEmpty()) {
                env.fault(
                        "KARET_WORKER_TOKEN",
                        "KARET_BIND \"%s\" lets other machines reach the worker, and KARET_WORKER_TOKEN is not set."
                                .formatted(bind),
                        "Set KARET_WORKER_TOKEN to a long random text, or KARET_BIND to 127.0.0.1.");
            }
        } catch (UnknownHostException e) {
            env.fault(
                    "KARET_BIND",
                    bind,
                    "is not an address of this machine",
                    "Use 127.0.0.1, or 0.0.0.0 for every network.");
        }
    }

    private static long defaultMemory() {
        long machine =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize()
                        : 4L << 30;
        return Math.clamp(machine / 4, 2 * LEAST_MEMORY_A_RUN, MOST_MEMORY_BY_DEFAULT);
    }
}
