package dev.karet.engine.duckdb;

import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EngineFault;
import dev.karet.engine.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Brings published data files of a table to the local disk, and makes sure that they are what the plan says. Thread-safe. */
final class EarlierFiles {

    private final SourceBytes sources;
    private final TableShape shape;
    private final Stop stop;

    EarlierFiles(SourceBytes sources, TableShape shape, Stop stop) {
        this.sources = sources;
        this.shape = shape;
        this.stop = stop;
    }

    /**
     * @return how many row groups the file has
     * @throws EngineFault when it has other columns or another number of rows than planned
     */
    long fetch(Database database, EarlierPartition partition, Path target) throws IOException {
        try (InputStream stored = sources.openEarlier(shape.table().id(), partition);
                InputStream bytes = new CountedStream(stored, _ -> stop.check())) {
            Files.copy(bytes, target);
        }
        String file = DuckDbLiterals.text(target.toString());
        List<String> columns = database.query(
                "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(" + file
                        + ", hive_partitioning = false))",
                EarlierFiles::columns);
        List<String> expected = shape.fileColumns().stream()
                .map(column -> column.schema().name() + " "
                        + DuckDbLiterals.type(column.schema().type()))
                .toList();
        if (!columns.equals(expected)) {
            throw new EngineFault(
                    name(partition) + " has the columns " + columns + " and should have " + expected + ".");
        }
        return database.query(
                "SELECT num_rows, num_row_groups FROM parquet_file_metadata(" + file + ")",
                found -> rowGroups(found, partition));
    }

    private long rowGroups(ResultSet found, EarlierPartition partition) throws SQLException {
        if (!found.next()) throw new EngineFault(name(partition) + " has no footer.");
        long rows = found.getLong(1);
        if (rows != partition.rows()) {
            throw new EngineFault(name(partition) + " has " + rows + " rows and should have " + partition.rows() + ".");
        }
        return found.getLong(2);
    }

    private String name(EarlierPartition partition) {
        return "The data file " + partition.relativePath() + " of table \""
                + shape.table().id() + "\"";
    }

    private static List<String> columns(ResultSet found) throws SQLException {
        var columns = new ArrayList<String>();
        while (found.next()) columns.add(found.getString(1) + " " + found.getString(2));
        return columns;
    }
}
