package dev.karet.web.http;

import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryFailed;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.RowSink;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Real answers, but for scans, whose time is over after some rows. */
record BreakingQueries(TableQueries real, long rows) implements TableQueries {

    @Override
    public RowPage rows(TableFiles table, Selection selection, Optional<Position> after, int limit, QueryWatch watch) {
        return real.rows(table, selection, after, limit, watch);
    }

    @Override
    public long count(TableFiles table, List<RowFilter> filters, QueryWatch watch) {
        return real.count(table, filters, watch);
    }

    @Override
    public Groups groups(TableFiles table, Grouping grouping, QueryWatch watch) {
        return real.groups(table, grouping, watch);
    }

    @Override
    public List<ColumnProfile> profile(TableFiles table, List<String> columns, QueryWatch watch) {
        return real.profile(table, columns, watch);
    }

    @Override
    public void scan(TableFiles table, Selection selection, RowSink sink, QueryWatch watch) throws IOException {
        AtomicLong left = new AtomicLong(rows);
        real.scan(
                table,
                selection,
                values -> {
                    if (left.getAndDecrement() == 0) throw new QueryFailed.TooSlow();
                    sink.row(values);
                },
                watch);
    }

    @Override
    public void writeParquet(TableFiles table, Selection selection, Path target, QueryWatch watch) {
        real.writeParquet(table, selection, target, watch);
    }

    @Override
    public void close() {
        real.close();
    }
}
