package dev.karet.engine.duckdb.query;

import dev.karet.engine.EngineFault;
import dev.karet.engine.query.QueryFailed;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one question, on a connection of their own. For one thread; another one asks the watch and interrupts the statement that
 * runs, again and again until {@link #close}, so that a statement that starts at the wrong moment is caught as well.
 */
final class Session implements AutoCloseable {

    private static final int PERIOD_MILLIS = 50;

    private final Connection connection;
    private final QueryWatch watch;
    private final long deadline;
    private final Future<?> watching;
    private @Nullable PreparedStatement running;
    private volatile @Nullable QueryFailed end;

    /** Takes what it wants of a result. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException, IOException;
    }

    /** @param watchers where the watch is asked */
    Session(Connection connection, QueryWatch watch, ScheduledExecutorService watchers) {
        this.connection = connection;
        this.watch = watch;
        this.deadline = System.nanoTime() + watch.time().toNanos();
        this.watching =
                watchers.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs what answers with no rows. */
    void run(Sentence sentence) {
        try {
            execute(sentence, PreparedStatement::execute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException what {@code reader} throws */
    <T> T query(Sentence sentence, Reader<T> reader) throws IOException {
        return execute(sentence, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        });
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException, IOException;
    }

    private <T> T execute(Sentence sentence, Execution<T> execution) throws IOException {
        check();
        try (PreparedStatement statement = connection.prepareStatement(sentence.sql())) {
            int place = 1;
            for (Value value : sentence.values()) Cells.bind(statement, place++, value);
            runs(statement);
            try {
                return execution.of(statement);
            } finally {
                runs(null);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Throws when the time is over, or nobody wants the answer. */
    void check() {
        look();
        QueryFailed over = end;
        if (over != null) throw over;
    }

    private synchronized void runs(@Nullable PreparedStatement statement) {
        running = statement;
    }

    private RuntimeException failure(SQLException e) {
        QueryFailed over = end;
        if (over != null) return over;
        String message = String.valueOf(e.getMessage());
        return message.contains("Out of Memory")
                        || message.contains("max_temp_directory_size")
                        || message.contains("No space left on device")
                ? new QueryFailed.TooLarge()
                : new EngineFault("DuckDB failed: " + message, e);
    }

    @Override
    public void close() {
        watching.cancel(false);
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EngineFault("DuckDB could not be closed: " + e.getMessage(), e);
        }
    }

    private void look() {
        if (end == null && watch.stopWanted().getAsBoolean()) end = new QueryFailed.Stopped();
        if (end == null && System.nanoTime() - deadline > 0) end = new QueryFailed.TooSlow();
        if (end != null) interrupt();
    }

    private synchronized void interrupt() {
        try {
            if (running != null) running.cancel();
        } catch (SQLException e) {
            // It ended by itself a moment ago.
        }
    }
}
