package dev.karet.engine.query;

import dev.karet.model.pipeline.ColumnSchema;
import java.nio.file.Path;
import java.util.List;

/**
 * A table as one commit has it, its Parquet files on the local disk. Immutable.
 *
 * @param name what statements call it: the table's id
 * @param columns in the order of the configuration
 * @param pathColumns those of {@code columns} that are no columns of the files but Hive segments of their paths, in order; the segments
 *     year, month and day of a date partitioning are none, since the date stays in the file
 * @param files in the order of their paths
 */
public record TableFiles(String name, List<ColumnSchema> columns, List<String> pathColumns, List<LocalFile> files) {

    public TableFiles {
        columns = List.copyOf(columns);
        pathColumns = List.copyOf(pathColumns);
        files = List.copyOf(files);
    }

    /**
     * One data file.
     *
     * @param path below the table's folder in the bucket, such as {@code region=north/data.parquet}
     * @param file where it lies here; never written to
     */
    public record LocalFile(String path, Path file, long rows) {}

    public long rows() {
        return files.stream().mapToLong(LocalFile::rows).sum();
    }
}
