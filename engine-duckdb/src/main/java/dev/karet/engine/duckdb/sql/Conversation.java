package dev.karet.engine.duckdb.sql;

import dev.karet.engine.duckdb.sql.ChildProcess.Ending;
import dev.karet.engine.duckdb.sql.WireTag.CellKind;
import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlAnswer.Cell;
import dev.karet.engine.query.SqlAnswer.Column;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableSource;
import dev.karet.engine.query.TableSource.OpenTables;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a process and hears its answer, believing nothing. For one thread and one question. */
final class Conversation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final Cell NULL = new Cell.Null();
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final SqlQuestion question;
    private final SqlLimits limits;
    private final int mostRows;
    private final ScheduledExecutorService clock;
    private @Nullable ScheduledFuture<?> alarm;

    Conversation(ChildProcess process, SqlQuestion question, SqlLimits limits, ScheduledExecutorService clock) {
        this.process = process;
        this.question = question;
        this.limits = limits;
        this.mostRows = Math.min(question.mostRows(), limits.mostRows());
        this.clock = clock;
    }

    /** The answer; empty when the process ended, or was ended, without one. */
    Optional<SqlAnswer> ask(TableSource source) {
        try {
            setAlarm(STARTING, Ending.FAULT);
            if (process.in().tag() != WireTag.READY) throw new BrokenMessage("it is not ready");
            long began = System.nanoTime();
            setAlarm(limits.deadline(), Ending.DEADLINE);
            process.out()
                    .tag(WireTag.QUESTION)
                    .text(question.statement())
                    .texts(question.tables())
                    .number(mostRows)
                    .send();
            WireTag tag = process.in().tag();
            if (tag != WireTag.NEEDS) return Optional.of(answer(tag));
            List<String> names = process.in().texts();
            if (!question.tables().containsAll(names)) throw new BrokenMessage("it needs tables that are none");
            stopAlarm();
            Duration left = limits.deadline().minusNanos(System.nanoTime() - began);
            try (OpenTables tables = source.open(names)) {
                return ask(tables, left);
            }
        } catch (BrokenMessage lie) {
            log.warn("the process of a statement says what it may not: {}", lie.getMessage());
            process.end(Ending.FAULT);
        } catch (IOException silence) {
            log.debug("the process of a statement fell silent", silence);
        }
        return Optional.empty();
    }

    private Optional<SqlAnswer> ask(OpenTables tables, Duration left) throws IOException {
        FileMarks before = FileMarks.of(tables.tables());
        try {
            setAlarm(left, Ending.DEADLINE);
            process.out()
                    .tag(WireTag.TABLES)
                    .texts(tables.tables().stream().map(TableView::statement).toList())
                    .texts(tables.tables().stream()
                            .flatMap(table -> table.files().stream())
                            .map(file -> file.file().toString())
                            .toList())
                    .send();
            SqlAnswer answer = answer(process.in().tag());
            return isUntouched(before, tables) ? Optional.of(answer) : Optional.of(new SqlAnswer.Crashed());
        } catch (IOException silence) {
            isUntouched(before, tables);
            throw silence;
        }
    }

    /** Whether the files are as they were; what is not must not be read again. */
    private boolean isUntouched(FileMarks before, OpenTables tables) {
        process.stop();
        List<TableFiles> changed = before.changed();
        for (TableFiles table : changed) {
            log.error("local files of the table {} changed while a statement read them", table.name());
            tables.distrust(table);
        }
        return changed.isEmpty();
    }

    private SqlAnswer answer(WireTag tag) throws IOException {
        WireReader in = process.in();
        return switch (tag) {
            case REFUSED -> {
                String reason = in.text();
                String message = in.text();
                long place = in.number();
                Optional<String> hint = Optional.of(in.text()).filter(text -> !text.isEmpty());
                if (!reason.matches("[a-z_]{1,40}")) throw new BrokenMessage("a reason that is none");
                yield new SqlAnswer.Refused(reason, message, Places.ofBytes(question.statement(), place), hint);
            }
            case OUT_OF_MEMORY -> new SqlAnswer.OutOfMemory(limits.memoryBytes());
            case COLUMNS -> rows(in);
            case READY, QUESTION, NEEDS, TABLES, ROW, END -> throw new BrokenMessage("no answer begins with " + tag);
        };
    }

    private SqlAnswer rows(WireReader in) throws IOException {
        List<String> columns = in.texts();
        if (columns.isEmpty() || columns.size() % 2 != 0) throw new BrokenMessage("columns without types");
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i += 2) named.add(new Column(columns.get(i), columns.get(i + 1)));
        List<List<Cell>> rows = new ArrayList<>();
        while (true) {
            WireTag tag = in.tag();
            if (tag == WireTag.END) {
                boolean more = in.flag();
                Duration elapsed = Duration.ofNanos(Math.max(0, in.number()));
                return new SqlAnswer.Rows(named, rows, more, elapsed);
            }
            if (tag != WireTag.ROW || rows.size() == mostRows) throw new BrokenMessage("more than the rows");
            List<Cell> cells = new ArrayList<>(named.size());
            for (int i = 0; i < named.size(); i++) cells.add(cell(in));
            rows.add(List.copyOf(cells));
        }
    }

    private static Cell cell(WireReader in) throws IOException {
        return switch (CellKind.of(in.octet())) {
            case NULL -> NULL;
            case WHOLE -> new Cell.Text(in.text(), false);
            case CUT -> new Cell.Text(in.text(), true);
        };
    }

    private void setAlarm(Duration after, Ending why) {
        stopAlarm();
        try {
            alarm = clock.schedule(() -> process.end(why), Math.max(1, after.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            process.end(Ending.CANCEL);
        }
    }

    private void stopAlarm() {
        if (alarm != null) alarm.cancel(false);
    }

    @Override
    public void close() {
        stopAlarm();
    }
}
