package dev.karet.web.tables;

import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.TableQueries;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.store.Slug;
import dev.karet.table.LocalCopies;
import dev.karet.web.tables.KeptAnswers.Asked;
import dev.karet.web.tables.KeptAnswers.Place;
import dev.karet.web.tables.TableTrouble.BadQuestion;
import dev.karet.web.tables.TableTrouble.Busy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows published tables. Thread-safe.
 *
 * <p>Every method throws {@link TableTrouble} for a fault of the question, {@link dev.karet.table.CopiesFailed} and {@link
 * dev.karet.table.TableDamaged} when the files cannot be had, and {@link dev.karet.engine.query.QueryFailed} when there is no answer in time.
 */
public final class Tables {

    private final TableShelf shelf;
    private final TableQueries queries;
    private final LocalCopies copies;
    private final TableLimits limits;
    private final KeptAnswers answers;
    private final Semaphore turns;
    private final Semaphore downloads;

    public Tables(TableShelf shelf, LocalCopies copies, TableQueries queries, TableLimits limits) {
        this.shelf = shelf;
        this.copies = copies;
        this.queries = queries;
        this.limits = limits;
        this.answers = new KeptAnswers(limits.cacheBytes());
        this.turns = new Semaphore(limits.queriesAtOnce(), true);
        this.downloads = new Semaphore(limits.downloadsAtOnce(), true);
    }

    /**
     * Some rows.
     *
     * @param columns those of each row, in order
     * @param total rows that the filters let through, on all pages
     * @param next where the next page begins; absent on the last
     */
    public record Rows(
            SnapshotId snapshot, List<ColumnSchema> columns, RowPage page, long total, Optional<String> next) {}

    /** What columns hold. */
    public record Profiles(SnapshotId snapshot, List<ColumnProfile> columns) {}

    /** The tables of a pipeline. */
    public TableList list(Slug slug) {
        return shelf.list(slug);
    }

    /**
     * A page of rows.
     *
     * @param cursor what the page before gave; empty for the first page
     * @param limit rows at most, 1 to {@link TableQueries#LARGEST_PAGE}
     */
    public Rows rows(Slug slug, String table, Question question, Optional<String> cursor, int limit) {
        try (OpenTable open = shelf.open(slug, table, () -> false)) {
            Selection selection = new QuestionReader(open.columns()).read(question);
            Optional<Position> after =
                    cursor.map(text -> Cursor.read(text, open.snapshot(), table, selection, open.files()));
            Place place = open.place();
            RowPage page = answers.page(
                    new Asked.Page(place, selection, after, limit),
                    () -> turn(() -> queries.rows(open.files(), selection, after, limit, watch())));
            long total = answers.count(
                    new Asked.Count(place, selection.filters()),
                    () -> turn(() -> queries.count(open.files(), selection.filters(), watch())));
            return new Rows(
                    open.snapshot(),
                    selection.columns().stream()
                            .map(name -> open.columns().column(name).orElseThrow())
                            .toList(),
                    page,
                    total,
                    page.next().map(next -> Cursor.write(open.snapshot(), table, selection, next)));
        }
    }

    /** What the columns called {@code names} hold, all of them when there is none. */
    public Profiles profile(Slug slug, String table, List<String> names) {
        try (OpenTable open = shelf.open(slug, table, () -> false)) {
            Selection selection = new QuestionReader(open.columns()).read(new Question(names, List.of(), List.of()));
            long end = System.nanoTime() + limits.query().toNanos();
            List<ColumnProfile> profiles = selection.columns().stream()
                    .map(name -> answers.profile(
                            new Asked.Profile(open.place(), name),
                            () -> turn(() -> queries.profile(open.files(), List.of(name), until(end))
                                    .getFirst())))
                    .toList();
            return new Profiles(open.snapshot(), profiles);
        }
    }

    /** A table, or a part of it, as a file; to be closed when it has gone. */
    public Download download(Slug slug, String table, Question question) {
        if (!acquired(downloads)) throw new Busy();
        OpenTable open = null;
        try {
            open = shelf.open(slug, table, () -> false);
            Selection selection = new QuestionReader(open.columns()).read(question);
            if (selection.columns().isEmpty()) throw new BadQuestion("no_columns", "The table has no column.");
            return new Download(open, selection, queries, copies.scratch(), limits.download(), downloads::release);
        } catch (RuntimeException e) {
            if (open != null) open.close();
            downloads.release();
            throw e;
        }
    }

    private QueryWatch watch() {
        return QueryWatch.within(limits.query());
    }

    /** What is left of the time for several queries that make one answer. */
    private static QueryWatch until(long end) {
        return QueryWatch.within(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }

    private <T> T turn(Supplier<T> query) {
        if (!acquired(turns)) throw new Busy();
        try {
            return query.get();
        } finally {
            turns.release();
        }
    }

    private boolean acquired(Semaphore semaphore) {
        try {
            return semaphore.tryAcquire(limits.fetching().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
