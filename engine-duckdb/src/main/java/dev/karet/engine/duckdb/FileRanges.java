package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.Range;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Between what the values of a finished file's columns lie, going by its footer. */
final class FileRanges {

    private FileRanges() {}

    /** The ranges of all columns for which every row group has statistics. */
    static Map<String, Range> of(Database database, TableShape shape, Path file) {
        List<TableShape.Column> columns = shape.fileColumns();
        var wanted = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            String type = DuckDbLiterals.type(columns.get(i).schema().type());
            String here = " FILTER (column_id = " + i + ")";
            wanted.add(
                    "bool_and(num_values = stats_null_count OR (stats_min_value IS NOT NULL AND stats_max_value IS NOT NULL))"
                            + here);
            wanted.add("CAST(min(TRY_CAST(stats_min_value AS " + type + "))" + here + " AS VARCHAR)");
            wanted.add("CAST(max(TRY_CAST(stats_max_value AS " + type + "))" + here + " AS VARCHAR)");
        }
        return database.query(
                "SELECT " + String.join(", ", wanted) + " FROM parquet_metadata(" + DuckDbLiterals.text(file.toString())
                        + ")",
                found -> read(found, columns));
    }

    private static Map<String, Range> read(ResultSet found, List<TableShape.Column> columns) throws SQLException {
        var ranges = new HashMap<String, Range>();
        if (!found.next()) return ranges;
        for (int i = 0; i < columns.size(); i++) {
            if (!found.getBoolean(3 * i + 1)) continue;
            ranges.put(
                    columns.get(i).schema().name(),
                    new Range(
                            Optional.ofNullable(found.getString(3 * i + 2)),
                            Optional.ofNullable(found.getString(3 * i + 3))));
        }
        return ranges;
    }
}
