package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.Sql;
import dev.karet.engine.duckdb.query.TableSql.Column;
import dev.karet.engine.query.TableFiles.LocalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the doubles of files are, from the statistics in their footers where these tell it. A file never changes, so that the newest answers
 * are kept. Thread-safe.
 */
final class Magnitudes {

    private static final int MOST = 50_000;

    private record Place(Path file, String column) {}

    private final Map<Place, Double> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Double> eldest) {
            return size() > MOST;
        }
    };

    /** A bound of the finite values of {@code column} in some files, given by their places, without their signs. */
    double largest(Session session, TableSql table, Column column, List<Integer> files) throws IOException {
        double largest = 0;
        List<Integer> unknown = new ArrayList<>();
        for (int file : files) {
            Double there = known(place(table, column, file));
            if (there == null) unknown.add(file);
            else largest = Math.max(largest, there);
        }
        if (unknown.isEmpty()) return largest;
        Map<String, Double> told = column.inPath() ? Map.of() : inFooters(session, table, column, unknown);
        for (int file : unknown) {
            Double inFooter = told.get(table.table().files().get(file).file().toString());
            double there = inFooter != null ? inFooter : inRows(session, table, column, file);
            keep(place(table, column, file), there);
            largest = Math.max(largest, there);
        }
        return largest;
    }

    private static Place place(TableSql table, Column column, int file) {
        return new Place(table.table().files().get(file).file(), column.sql());
    }

    private synchronized @Nullable Double known(Place place) {
        return known.get(place);
    }

    private synchronized void keep(Place place, double largest) {
        known.put(place, largest);
    }

    /** Of the files whose every row group has both bounds. */
    private static Map<String, Double> inFooters(Session session, TableSql table, Column column, List<Integer> files)
            throws IOException {
        List<Path> paths = files.stream()
                .map(file -> table.table().files().get(file))
                .map(LocalFile::file)
                .toList();
        String bounds = "greatest(abs(TRY_CAST(stats_min_value AS DOUBLE)), abs(TRY_CAST(stats_max_value AS DOUBLE)))";
        Sentence sentence = Sentence.of(
                "SELECT file_name, max(" + bounds + ") FROM parquet_metadata(" + Sql.files(paths)
                        + ") WHERE column_id = " + column.sql().substring(1) + " GROUP BY file_name HAVING bool_and("
                        + "isfinite(TRY_CAST(stats_min_value AS DOUBLE)) AND isfinite(TRY_CAST(stats_max_value AS DOUBLE)))");
        return session.query(sentence, rows -> {
            Map<String, Double> largest = new HashMap<>();
            while (rows.next()) largest.put(rows.getString(1), rows.getDouble(2));
            return largest;
        });
    }

    private static double inRows(Session session, TableSql table, Column column, int file) throws IOException {
        Sentence sentence = Sentence.of("SELECT coalesce(max(abs(" + column.sql() + ")), 0) FROM "
                + table.rows(List.of(file)) + " WHERE isfinite(" + column.sql() + ")");
        return session.query(sentence, rows -> {
            rows.next();
            return rows.getDouble(1);
        });
    }
}
