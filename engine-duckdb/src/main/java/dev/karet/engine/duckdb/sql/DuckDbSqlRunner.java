package dev.karet.engine.duckdb.sql;

import dev.karet.engine.duckdb.sql.ChildProcess.Death;
import dev.karet.engine.duckdb.sql.ChildProcess.Ending;
import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import dev.karet.engine.query.SqlRunner;
import dev.karet.engine.query.TableSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each statement in a Java machine of its own, of which one waits ready: a statement costs no start unless several come at once. A
 * process serves one statement and ends. Thread-safe; close it to end what runs and remove what lies on the disk.
 */
public final class DuckDbSqlRunner implements SqlRunner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DuckDbSqlRunner.class);

    /** Characters of a statement; with as many, what the parser makes of it still is small. */
    private static final int LONGEST = 50_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SqlLimits limits;
    private final Semaphore places;
    private final SpareProcess spare;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("statement-deadline").factory());

    /**
     * Unpacks DuckDB and starts the first process.
     *
     * @param atOnce statements at the same time; one more waits two seconds and is then told that all are busy
     * @param temp where a folder is made for processes; what others left there is removed
     * @throws dev.karet.engine.EngineFault when DuckDB cannot be unpacked
     */
    public DuckDbSqlRunner(SqlLimits limits, int atOnce, Path temp) {
        this.limits = limits;
        this.places = new Semaphore(atOnce, true);
        this.spare = new SpareProcess(ProcessCommand.prepare(limits, temp));
        spare.prepare();
    }

    @Override
    public SqlAnswer run(SqlQuestion question, TableSource tables, SqlCancel cancel) {
        Optional<SqlAnswer> refused = refused(question.statement());
        if (refused.isPresent()) return refused.get();
        if (cancel.isWanted()) return new SqlAnswer.Cancelled();
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return new SqlAnswer.Busy();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new SqlAnswer.Cancelled();
        }
        try {
            return answer(question, tables, cancel);
        } finally {
            places.release();
        }
    }

    private static Optional<SqlAnswer> refused(String statement) {
        if (statement.length() > LONGEST) {
            return Optional.of(new SqlAnswer.Refused(
                    "too_complex",
                    "The statement has %d characters, and %d may be the most.".formatted(statement.length(), LONGEST),
                    Optional.empty(),
                    Optional.of("Join with a table in place of a long list.")));
        }
        int zero = statement.indexOf('\0');
        if (zero >= 0) {
            return Optional.of(new SqlAnswer.Refused(
                    "syntax_error",
                    "The statement has the character U+0000.",
                    Optional.of(Places.at(statement, zero)),
                    Optional.of("Remove it.")));
        }
        return Optional.empty();
    }

    private SqlAnswer answer(SqlQuestion question, TableSource tables, SqlCancel cancel) {
        try (ChildProcess process = spare.take();
                Conversation conversation = new Conversation(process, question, limits, clock)) {
            spare.prepare();
            running.add(process);
            cancel.whenWanted(() -> process.end(Ending.CANCEL));
            try {
                return conversation.ask(tables).orElseGet(() -> afterDeath(process));
            } finally {
                running.remove(process);
            }
        }
    }

    private SqlAnswer afterDeath(ChildProcess process) {
        Death death = process.death();
        return process.ending().map(this::of).orElseGet(() -> of(death));
    }

    private SqlAnswer of(Death death) {
        if (death.isForMemory()) return new SqlAnswer.OutOfMemory(limits.memoryBytes());
        log.atWarn()
                .addKeyValue("exitCode", death.exitCode())
                .addKeyValue("errors", death.errors())
                .log("the process of a statement ended without an answer");
        return new SqlAnswer.Crashed();
    }

    private SqlAnswer of(Ending ending) {
        return switch (ending) {
            case DEADLINE -> new SqlAnswer.TimedOut(limits.deadline());
            case CANCEL -> new SqlAnswer.Cancelled();
            case FAULT -> new SqlAnswer.Crashed();
        };
    }

    /** The process that waits for a statement. */
    Optional<Long> waitingProcess() {
        return spare.pid();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        running.forEach(process -> process.end(Ending.CANCEL));
        spare.close();
    }
}
