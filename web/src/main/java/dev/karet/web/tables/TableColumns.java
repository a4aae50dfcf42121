package dev.karet.web.tables;

import dev.karet.engine.query.PathText;
import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns of a table: what was published is the truth, and the configuration may have gone on since. Immutable.
 *
 * @param published in the order of the configuration; columns that it no longer has come last
 * @param inPath those of {@code published} that stand in the files' paths, in the order of the folders
 * @param awaited columns of the configuration that the next run will publish
 */
public record TableColumns(List<ColumnSchema> published, List<String> inPath, List<ColumnSchema> awaited) {

    private static final List<String> DATE_FOLDERS = List.of("year", "month", "day");

    public TableColumns {
        published = List.copyOf(published);
        inPath = List.copyOf(inPath);
        awaited = List.copyOf(awaited);
    }

    /**
     * Puts together what the files and their paths have.
     *
     * @param configured absent when the configuration no longer has the table
     * @param inFiles the columns of the files; empty when there is no file
     * @param paths of the files, below the table's folder
     */
    static TableColumns of(Optional<AnalyticTable> configured, List<ColumnSchema> inFiles, List<String> paths) {
        List<ColumnSchema> wanted = configured.map(AnalyticTable::schema).orElse(List.of());
        // A table without a row has no file that could tell, so it has what it was told to have.
        if (paths.isEmpty()) return new TableColumns(wanted, List.of(), List.of());
        List<ColumnSchema> inPath =
                pathColumns(configured.map(AnalyticTable::partitionKeys).orElse(List.of()), wanted, paths);
        List<ColumnSchema> all =
                Stream.concat(inPath.stream(), inFiles.stream()).toList();
        List<ColumnSchema> published = new ArrayList<>();
        for (ColumnSchema column : wanted) named(all, column.name()).ifPresent(published::add);
        for (ColumnSchema column : all) {
            if (named(wanted, column.name()).isEmpty()) published.add(column);
        }
        return new TableColumns(
                published,
                inPath.stream().map(ColumnSchema::name).toList(),
                wanted.stream()
                        .filter(column -> named(all, column.name()).isEmpty())
                        .toList());
    }

    /** Folders of a date partitioning are none: the date stays in the file. */
    private static List<ColumnSchema> pathColumns(List<String> keys, List<ColumnSchema> wanted, List<String> paths) {
        String[] segments = paths.getFirst().split("/", -1);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < segments.length - 1; i++) {
            names.add(unescaped(segments[i].substring(0, Math.max(0, segments[i].indexOf('=')))));
        }
        boolean isDate = names.equals(DATE_FOLDERS.subList(0, Math.min(DATE_FOLDERS.size(), names.size())));
        if (isDate && !names.equals(keys)) return List.of();
        List<ColumnSchema> columns = new ArrayList<>();
        for (int level = 0; level < names.size(); level++) {
            int folder = level;
            ColumnSchema text = ColumnSchema.of(names.get(level), Simple.TEXT);
            columns.add(named(wanted, names.get(level))
                    .map(column -> ColumnSchema.of(column.name(), column.type()))
                    .filter(column -> paths.stream().allMatch(path -> isValue(column, path, folder)))
                    .orElse(text));
        }
        return columns;
    }

    /** The configuration may have given the column another type since. */
    private static boolean isValue(ColumnSchema column, String path, int level) {
        String segment = path.split("/", -1)[level];
        return ValueReader.read(column.type(), unescaped(segment.substring(segment.indexOf('=') + 1)))
                instanceof Reading.Read;
    }

    private static String unescaped(String text) {
        return PathText.unescaped(text);
    }

    private static Optional<ColumnSchema> named(List<ColumnSchema> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** A published column. */
    Optional<ColumnSchema> column(String name) {
        return named(published, name);
    }

    List<String> names() {
        return published.stream().map(ColumnSchema::name).toList();
    }

    Set<String> awaitedNames() {
        return new HashSet<>(awaited.stream().map(ColumnSchema::name).toList());
    }
}
