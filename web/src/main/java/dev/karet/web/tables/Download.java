package dev.karet.web.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.TableQueries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A table, or a part of it, on its way to somebody as a file. For one thread; closed once it has gone. */
public final class Download implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final OpenTable table;
    private final Selection selection;
    private final TableQueries queries;
    private final Path scratch;
    private final Duration time;
    private final Runnable done;

    Download(OpenTable table, Selection selection, TableQueries queries, Path scratch, Duration time, Runnable done) {
        this.table = table;
        this.selection = selection;
        this.queries = queries;
        this.scratch = scratch;
        this.time = time;
        this.done = done;
    }

    /** The table's id and the commit's number: letters, digits, dashes and underscores only. */
    public String name() {
        return table.files().name() + "-" + table.snapshot().commit();
    }

    public SnapshotId snapshot() {
        return table.snapshot();
    }

    /**
     * Writes CSV as it comes out of the query, which ends when {@code out} fails.
     *
     * @throws IOException what {@code out} throws
     */
    public void csv(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8), BUFFER);
        Csv csv = new Csv(writer);
        csv.header(selection.columns());
        queries.scan(table.files(), selection, csv::row, watch());
        writer.flush();
    }

    /** Makes a Parquet file; it goes when this is closed. */
    public Path parquet() {
        queries.writeParquet(table.files(), selection, scratch, watch());
        return scratch;
    }

    private QueryWatch watch() {
        return QueryWatch.within(time);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            table.close();
            done.run();
        }
    }
}
