package dev.karet.web.dashboards;

import com.github.benmanes.caffeine.cache.Cache;
import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableQueries;
import dev.karet.engine.query.Value;
import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.Quoted;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.store.Slug;
import dev.karet.web.tables.Cursor;
import dev.karet.web.tables.SnapshotId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One table of one commit, asked for one answer. Thread-safe. */
final class AskedTable {

    private final Slug slug;
    private final SnapshotId snapshot;
    private final TableFiles files;
    private final TableQueries queries;
    private final Cache<Asked, Object> kept;
    private final Semaphore turns;
    private final long end;

    /** Everything that an answer depends on; the question is a {@link Grouping} or a {@link PageQuestion}. */
    record Asked(Slug slug, SnapshotId snapshot, String table, List<ColumnSchema> columns, Object question) {}

    private record PageQuestion(Selection selection, Optional<Position> after, int limit) {}

    /**
     * Rows as a panel shows them.
     *
     * @param next where the next page begins; absent on the last one
     */
    record Page(List<List<Value>> rows, Optional<String> next) {}

    /** @param time in which every panel must be answered */
    AskedTable(
            Slug slug,
            SnapshotId snapshot,
            TableFiles files,
            TableQueries queries,
            Cache<Asked, Object> kept,
            Semaphore turns,
            Duration time) {
        this.slug = slug;
        this.snapshot = snapshot;
        this.files = files;
        this.queries = queries;
        this.kept = kept;
        this.turns = turns;
        this.end = System.nanoTime() + time.toNanos();
    }

    Groups groups(Grouping grouping) {
        return (Groups) answer(grouping, () -> queries.groups(files, grouping, left()));
    }

    /**
     * Some rows, in the order of their files.
     *
     * @param cursor where the page before ended
     */
    Page rows(List<String> columns, RowPredicate where, Optional<String> cursor, int limit) {
        Selection selection = new Selection(columns, List.of(), where, List.of());
        Optional<Position> after = cursor.map(text -> Cursor.read(text, snapshot, files.name(), selection, files));
        RowPage page = (RowPage) answer(
                new PageQuestion(selection, after, limit), () -> queries.rows(files, selection, after, limit, left()));
        return new Page(page.rows(), page.next().map(next -> Cursor.write(snapshot, files.name(), selection, next)));
    }

    List<ColumnSchema> columns() {
        return files.columns();
    }

    /** @throws PanelFailed when the table has no such column */
    ColumnSchema column(String name) {
        return files.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PanelFailed(
                        "unknown_column",
                        "The published table has no column %s.".formatted(Quoted.text(name)),
                        Optional.of("Choose another column, or run the pipeline if the column is new.")));
    }

    /** @throws PanelFailed when it is no number, and numbers are needed */
    ColumnSchema numeric(String name) {
        ColumnSchema column = column(name);
        if (column.type().isNumeric()) return column;
        throw new PanelFailed(
                "wrong_column_type",
                "This needs a number, but column %s is %s."
                        .formatted(Quoted.text(name), column.type().label()),
                Optional.of("Choose another column or another aggregation."));
    }

    /**
     * The value of a column that somebody chose; null is {@link Value.Nothing}.
     *
     * @throws PanelFailed when it is none of the column's
     */
    Value value(ColumnSchema column, JsonTree tree) {
        if (tree instanceof JsonTree.Null) return new Value.Nothing();
        String text = spelled(tree).orElseThrow(() -> bad(column, "Among its values stands " + tree.words() + "."));
        return switch (ValueReader.read(column.type(), text)) {
            case Reading.Read(var value) -> value;
            case Reading.Faulty(var message) -> throw bad(column, message);
        };
    }

    /** Whether a value that somebody chose can be one of the column's. */
    boolean canBe(ColumnSchema column, JsonTree tree) {
        return tree instanceof JsonTree.Null
                || spelled(tree)
                        .filter(text -> ValueReader.read(column.type(), text) instanceof Reading.Read)
                        .isPresent();
    }

    /** How text spells it; empty for what is no single value. */
    static Optional<String> spelled(JsonTree tree) {
        return switch (tree) {
            case JsonTree.Text(var written) -> Optional.of(written);
            case JsonTree.Num(var number) -> Optional.of(number);
            case JsonTree.Bool(var truth) -> Optional.of(Boolean.toString(truth));
            case JsonTree.Null() -> Optional.of("");
            case JsonTree.Obj _, JsonTree.Arr _ -> Optional.empty();
        };
    }

    private static PanelFailed bad(ColumnSchema column, String message) {
        return new PanelFailed(
                "bad_filter",
                "The filter on %s cannot be used: %s".formatted(Quoted.text(column.name()), message),
                Optional.of("Clear the filter."));
    }

    private QueryWatch left() {
        return QueryWatch.within(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    private <T> Object answer(Object question, Supplier<T> query) {
        Asked asked = new Asked(slug, snapshot, files.name(), files.columns(), question);
        Object known = kept.getIfPresent(asked);
        if (known != null) return known;
        T found = turn(query);
        kept.put(asked, found);
        return found;
    }

    private <T> T turn(Supplier<T> query) {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new PanelFailed(
                    "busy",
                    "As many questions are being answered as may be at once.",
                    Optional.of("Ask again in a moment."));
        }
        try {
            return query.get();
        } finally {
            turns.release();
        }
    }
}
