package dev.karet.web.http;

import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Position;
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
import java.util.concurrent.atomic.AtomicInteger;

/** Real answers, with a count of the questions. */
record CountedQueries(TableQueries real, AtomicInteger asked) implements TableQueries {

    @Override
    public RowPage rows(TableFiles table, Selection selection, Optional<Position> after, int limit, QueryWatch watch) {
        asked.incrementAndGet();
        return real.rows(table, selection, after, limit, watch);
    }

    @Override
    public long count(TableFiles table, List<RowFilter> filters, QueryWatch watch) {
        asked.incrementAndGet();
        return real.count(table, filters, watch);
    }

    @Override
    public Groups groups(TableFiles table, Grouping grouping, QueryWatch watch) {
        asked.incrementAndGet();
        return real.groups(table, grouping, watch);
    }

    @Override
    public List<ColumnProfile> profile(TableFiles table, List<String> columns, QueryWatch watch) {
        asked.incrementAndGet();
        return real.profile(table, columns, watch);
    }

    @Override
    public void scan(TableFiles table, Selection selection, RowSink sink, QueryWatch watch) throws IOException {
        asked.incrementAndGet();
        real.scan(table, selection, sink, watch);
    }

    @Override
    public void writeParquet(TableFiles table, Selection selection, Path target, QueryWatch watch) {
        asked.incrementAndGet();
        real.writeParquet(table, selection, target, watch);
    }

    @Override
    public void close() {
        real.close();
    }
}
