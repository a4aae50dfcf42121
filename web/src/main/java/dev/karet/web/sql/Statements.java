package dev.karet.web.sql;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlQuestion;
import dev.karet.engine.query.SqlRunner;
import dev.karet.engine.query.TableSource;
import dev.karet.engine.query.TableSource.OpenTables;
import dev.karet.store.Slug;
import dev.karet.web.sql.StatementTables.Opened;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Runs statements over a pipeline's tables, and ends those that are no longer wanted. Thread-safe. */
public final class Statements {

    private final SqlRunner runner;
    private final StatementTables tables;
    private final int mostRows;
    private final Map<Running, SqlCancel> running = new ConcurrentHashMap<>();

    /** @param mostRows of an answer */
    public Statements(SqlRunner runner, StatementTables tables, int mostRows) {
        this.runner = runner;
        this.tables = tables;
        this.mostRows = mostRows;
    }

    private record Running(Slug slug, UUID query) {}

    /**
     * A statement to run.
     *
     * @param mostRows rows that are wanted; empty: as many as there may be
     * @param query by which it can be cancelled
     */
    public record Request(Slug slug, String statement, Optional<Integer> mostRows, Optional<UUID> query) {}

    /** What became of a statement. Immutable. */
    public sealed interface Outcome {

        /** It was answered, from the tables of a commit unless it reads none. */
        record Answered(SqlAnswer answer, Optional<Long> snapshot) implements Outcome {}

        /** There is no such pipeline. */
        record NoPipeline() implements Outcome {}

        /** A statement with this id is running. */
        record SameQuery() implements Outcome {}
    }

    /**
     * Runs a statement and waits for its answer; what {@link StatementTables#open} throws is thrown on.
     *
     * @param cancel ends it
     */
    public Outcome run(Request request, SqlCancel cancel) {
        Optional<List<String>> names = tables.names(request.slug());
        if (names.isEmpty()) return new Outcome.NoPipeline();
        Running key = new Running(request.slug(), request.query().orElseGet(UUID::randomUUID));
        if (running.putIfAbsent(key, cancel) != null) return new Outcome.SameQuery();
        try {
            AtomicReference<Optional<Long>> snapshot = new AtomicReference<>(Optional.empty());
            TableSource source = wanted -> opened(request.slug(), wanted, cancel, snapshot);
            int rows = Math.min(request.mostRows().orElse(mostRows), mostRows);
            SqlAnswer answer = runner.run(new SqlQuestion(request.statement(), names.get(), rows), source, cancel);
            return new Outcome.Answered(answer, snapshot.get());
        } finally {
            running.remove(key);
        }
    }

    private OpenTables opened(
            Slug slug, List<String> wanted, SqlCancel cancel, AtomicReference<Optional<Long>> snapshot) {
        Opened opened = tables.open(slug, wanted, cancel);
        snapshot.set(opened.snapshot());
        return opened;
    }

    /** Ends a statement; false when none with this id is running in this process. */
    public boolean cancel(Slug slug, UUID query) {
        SqlCancel cancel = running.get(new Running(slug, query));
        if (cancel != null) cancel.cancel();
        return cancel != null;
    }
}
