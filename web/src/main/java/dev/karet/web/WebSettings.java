package dev.karet.web;

import dev.karet.model.settings.Environment;
import dev.karet.model.settings.Secret;
import dev.karet.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a web service can be told. Immutable; its text form holds no secret.
 *
 * @param bind the address it listens on
 * @param publicUrl what browsers call the service; decides on Secure cookies, HSTS and which origin may write
 * @param trustedProxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed: addresses and CIDR blocks
 * @param sessionSecret signs sessions
 * @param webhookSecret what the store shows with its events; empty: no event is taken
 * @param worker where runs are given to, and the token it wants
 * @param mostUpload bytes that one uploaded file may have
 * @param imports what an imported archive may hold
 * @param queries what questions to tables may use
 * @param tempDirectory where local copies of tables and spooled archives lie
 */
public record WebSettings(
        StoreSettings store,
        String bind,
        int port,
        Optional<URI> publicUrl,
        List<AddressBlock> trustedProxies,
        Secret sessionSecret,
        Optional<Secret> webhookSecret,
        Worker worker,
        long mostUpload,
        Imports imports,
        Queries queries,
        Path tempDirectory) {

    public static final int DEFAULT_PORT = 3000;

    private static final String PROXIES = "KARET_TRUSTED_PROXIES";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SHORTEST_SECRET = 16;

    public WebSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** A worker that runs are given to. */
    public record Worker(URI url, Optional<Secret> token) {}

    /**
     * What an imported archive may hold.
     *
     * @param mostEntries files and folders
     * @param mostBytes all files together, unpacked
     * @param mostRatio unpacked bytes for each packed one
     */
    public record Imports(int mostEntries, long mostBytes, int mostRatio) {}

    /**
     * What questions to tables may use.
     *
     * @param deadline how long one may take
     * @param mostRows rows that a statement of a user's answers at most
     * @param memoryBytes what one statement may hold
     * @param cacheBytes what local copies of tables may take on disk
     * @param atOnce statements of users at the same time
     */
    public record Queries(Duration deadline, int mostRows, long memoryBytes, long cacheBytes, int atOnce) {}

    /**
     * Reads a web service's settings.
     *
     * @param env what was read from it before may have faults too
     * @param portName the variable that holds the port
     * @throws dev.karet.model.settings.ConfigurationFault with every fault at once, earlier ones included
     */
    public static WebSettings read(Environment env, String portName) {
        StoreSettings store = StoreSettings.read(env);
        int port = env.number(portName, 0, 65_535, DEFAULT_PORT);
        String bind = env.text("KARET_BIND").orElse(LOOPBACK);
        Optional<Secret> session = env.text("KARET_SESSION_SECRET").map(Secret::new);
        if (session.filter(secret -> secret.value().length() >= SHORTEST_SECRET).isEmpty()) {
            env.fault(
                    "KARET_SESSION_SECRET",
                    session.isEmpty()
                            ? "KARET_SESSION_SECRET is not set, and without it nobody could sign in."
                            : "KARET_SESSION_SECRET is shorter than %d characters.".formatted(SHORTEST_SECRET),
                    "Set it to a long random text, the same for every web service on this bucket, such as what \"openssl rand -hex 32\" prints.");
        }
        Worker worker = new Worker(
                env.address("KARET_WORKER_URL").orElse(URI.create("http://" + LOOPBACK + ":8080")),
                env.text("KARET_WORKER_TOKEN").map(Secret::new));
        Path temp = env.path(
                "KARET_TEMP_DIR",
                Path.of(System.getProperty("java.io.tmpdir"), "karet-" + System.getProperty("user.name")));
        WebSettings settings = new WebSettings(
                store,
                bind,
                port,
                env.address("KARET_PUBLIC_URL"),
                proxies(env),
                session.orElse(new Secret("")),
                env.text("KARET_WEBHOOK_SECRET").map(Secret::new),
                worker,
                env.bytes("KARET_UPLOAD_LIMIT", 64L << 30),
                imports(env),
                queries(env),
                temp.toAbsolutePath());
        env.failIfFaulty();
        return settings;
    }

    private static List<AddressBlock> proxies(Environment env) {
        return env.text(PROXIES).stream()
                .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                .filter(written -> !written.isEmpty())
                .flatMap(written -> proxy(env, written).stream())
                .toList();
    }

    private static Optional<AddressBlock> proxy(Environment env, String written) {
        Optional<AddressBlock> block = AddressBlock.parse(written);
        if (block.isEmpty()) {
            env.fault(
                    PROXIES,
                    written,
                    "is neither an address nor a block of addresses",
                    "Write addresses such as 10.0.0.7 and blocks such as 10.0.0.0/8 or fd00::/8, with commas between them; names are not looked up.");
        }
        return block;
    }

    private static Imports imports(Environment env) {
        return new Imports(
                env.number("KARET_IMPORT_ENTRIES", 1, 10_000_000, 100_000),
                env.bytes("KARET_IMPORT_LIMIT", 64L << 30),
                env.number("KARET_IMPORT_RATIO", 1, 100_000, 200));
    }

    private static Queries queries(Environment env) {
        return new Queries(
                Duration.ofSeconds(env.number("KARET_QUERY_SECONDS", 1, 3_600, 30)),
                env.number("KARET_QUERY_ROWS", 1, 1_000_000, 10_000),
                env.bytes("KARET_QUERY_MEMORY", 512L << 20),
                env.bytes("KARET_CACHE_LIMIT", 10L << 30),
                env.number("KARET_QUERIES_AT_ONCE", 1, 64, 2));
    }

    /** The same service on another store, giving runs to another worker. */
    public WebSettings over(StoreSettings otherStore, Worker otherWorker) {
        return new WebSettings(
                otherStore,
                bind,
                port,
                publicUrl,
                trustedProxies,
                sessionSecret,
                webhookSecret,
                otherWorker,
                mostUpload,
                imports,
                queries,
                tempDirectory);
    }
}
