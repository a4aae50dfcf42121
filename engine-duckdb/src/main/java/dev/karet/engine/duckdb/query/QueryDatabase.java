package dev.karet.engine.duckdb.query;

import dev.karet.engine.EngineFault;
import dev.karet.engine.duckdb.DuckDbFunctions;
import dev.karet.engine.duckdb.DuckDbLiterals;
import dev.karet.engine.query.QueryWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One in-memory DuckDB for every question, so that memory is bounded for all of them together and footers are read once. It holds no data.
 * Thread-safe.
 *
 * <p>Questions run on platform threads of its own: a virtual thread inside DuckDB would hold on to its carrier, and two of them would stop a
 * service on two cores.
 */
final class QueryDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QueryDatabase.class);

    private final Path temp;
    private final long memoryBytes;
    private final long diskBytes;
    private final int threadCount;
    private final DuckDbFunctions functions = new DuckDbFunctions();
    private DuckDBConnection root;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("karet-query-", 0).factory());
    private final ScheduledExecutorService watchers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("karet-query-watch").factory());

    /** What is asked in a session. */
    interface Question<T> {
        T ask(Session session) throws IOException;
    }

    /**
     * Starts the database.
     *
     * @param temp where it may put what does not fit into memory; made and removed by DuckDB
     */
    QueryDatabase(Path temp, long memoryBytes, long diskBytes, int threadCount) {
        this.temp = temp;
        this.memoryBytes = memoryBytes;
        this.diskBytes = diskBytes;
        this.threadCount = threadCount;
        this.root = open();
    }

    private DuckDBConnection open() {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        try {
            var opened = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", streaming);
            try (Statement statement = opened.createStatement()) {
                functions.register(opened);
                for (String setting : settings()) statement.execute("SET " + setting);
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            return opened;
        } catch (SQLException | LinkageError e) {
            throw new EngineFault(
                    "DuckDB could not be started: " + e.getMessage()
                            + ". Its library is unpacked to and loaded from " + System.getProperty("java.io.tmpdir")
                            + ", which must have 100 MB of room and allow programs (no \"noexec\").",
                    e);
        }
    }

    private List<String> settings() {
        return List.of(
                "threads = " + threadCount,
                "memory_limit = '" + memoryBytes / 1024 + "KiB'",
                "temp_directory = " + DuckDbLiterals.text(temp.toString()),
                "max_temp_directory_size = '" + diskBytes / 1024 + "KiB'",
                "preserve_insertion_order = true",
                "parquet_metadata_cache = true",
                // With a filter on the file's number it fails inside DuckDB 2.0.0.
                "disabled_optimizers = 'late_materialization'",
                "enable_progress_bar = false",
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false");
    }

    /** A connection of its own. After a fault that it calls fatal DuckDB answers nothing any more; then another takes its place. */
    private synchronized Connection connect() throws SQLException {
        try {
            return checked(root.duplicate());
        } catch (SQLException fatal) {
            log.warn("DuckDB failed and is started anew", fatal);
            root.close();
            root = open();
            return root.duplicate();
        }
    }

    private static Connection checked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return connection;
        } catch (SQLException fatal) {
            connection.close();
            throw fatal;
        }
    }

    /** Asks in a session of its own, and waits for the answer; whoever is interrupted meanwhile wants none. */
    <T> T ask(QueryWatch watch, Question<T> question) throws IOException {
        AtomicBoolean leaving = new AtomicBoolean();
        QueryWatch both = new QueryWatch(
                watch.time(), () -> leaving.get() || watch.stopWanted().getAsBoolean());
        Callable<T> asking = () -> {
            try (Session session = new Session(connect(), both, watchers)) {
                return question.ask(session);
            }
        };
        return answer(threads.submit(asking), leaving);
    }

    private static <T> T answer(Future<T> asked, AtomicBoolean leaving) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.get();
                } catch (InterruptedException e) {
                    // The session sees it and ends soon; until then its question may still use what is the asker's.
                    interrupted = true;
                    leaving.set(true);
                }
            }
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> failed;
                case Error failed -> throw failed;
                case null, default -> new EngineFault("A query failed: " + e.getMessage(), e);
            };
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        threads.shutdown();
        watchers.shutdown();
        try {
            root.close();
        } catch (SQLException e) {
            throw new EngineFault("DuckDB could not be closed: " + e.getMessage(), e);
        }
    }
}
