package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunPlan;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.engine.csv.IntakeLimits;
import dev.karet.model.expr.ExprParser;
import dev.karet.model.expr.TypeNames;
import dev.karet.model.job.RowAccount;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.Mapping.Granularity;
import dev.karet.model.pipeline.Mapping.OutputColumn;
import dev.karet.model.pipeline.Mapping.PartitionBy;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A pipeline in a few words, sources in memory, and what a real engine makes of them. */
final class BuildFixture {

    private final Path directory;
    private final List<SourceContainer> containers = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private final Map<String, AnalyticTable> tables = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new TreeMap<>(
            Comparator.comparing((String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    private IntakeLimits intake = IntakeLimits.DEFAULT;
    private RunPlan.Limits limits = new RunPlan.Limits(2, 256L << 20);
    private int builds;

    BuildFixture(Path directory) {
        this.directory = directory;
    }

    /** @param columns such as {@code "date string, amount decimal(10,2)"} */
    BuildFixture source(String id, String columns) {
        return source(id, columns, CsvFormat.DEFAULT);
    }

    BuildFixture source(String id, String columns, CsvFormat format) {
        containers.add(new SourceContainer(id, id, "raw/" + id + "/", schema(columns), format, OtherFields.NONE));
        return this;
    }

    BuildFixture table(String id, String columns) {
        return table(id, columns, List.of(), List.of());
    }

    BuildFixture table(String id, String columns, List<String> partitionKeys, List<String> dedupKeys) {
        tables.put(
                id,
                new AnalyticTable(
                        id, id, schema(columns), Optional.empty(), partitionKeys, dedupKeys, OtherFields.NONE));
        return this;
    }

    BuildFixture asserting(String table, String column, Assertions assertions) {
        AnalyticTable old = tables.get(table);
        var schema = old.schema().stream()
                .map(c -> c.name().equals(column)
                        ? new ColumnSchema(c.name(), c.type(), c.nullable(), assertions, OtherFields.NONE)
                        : c)
                .toList();
        tables.put(
                table,
                new AnalyticTable(
                        old.id(),
                        old.name(),
                        schema,
                        old.outputPrefix(),
                        old.partitionKeys(),
                        old.dedupKeys(),
                        old.other()));
        return this;
    }

    /** @param columns such as {@code "date = parse_date(date, \"%Y-%m-%d\"); amount = cast(amount, float64)"} */
    BuildFixture mapping(String id, String source, String table, String columns) {
        return mapping(id, source, table, Optional.empty(), columns);
    }

    BuildFixture mapping(
            String id, String source, String table, String dateColumn, Granularity granularity, String columns) {
        return mapping(
                id, source, table, Optional.of(new PartitionBy(dateColumn, granularity, OtherFields.NONE)), columns);
    }

    private BuildFixture mapping(
            String id, String source, String table, Optional<PartitionBy> partitionBy, String columns) {
        var outputs = new ArrayList<OutputColumn>();
        for (String column : columns.split(";")) {
            String[] parts = column.split("=", 2);
            if (!(ExprParser.parse(parts[1].strip()) instanceof ExprParser.Result.Parsed(var expr))) {
                throw new IllegalArgumentException(column);
            }
            outputs.add(new OutputColumn(parts[0].strip(), expr, OtherFields.NONE));
        }
        mappings.add(new Mapping(id, Optional.empty(), source, table, partitionBy, outputs, OtherFields.NONE));
        return this;
    }

    BuildFixture file(String source, String name, String text) {
        return file(source, name, text.getBytes(StandardCharsets.UTF_8));
    }

    BuildFixture file(String source, String name, byte[] bytes) {
        files.put("raw/" + source + "/" + name, bytes);
        return this;
    }

    BuildFixture without(String source, String name) {
        files.remove("raw/" + source + "/" + name);
        return this;
    }

    BuildFixture segmentsOf(long bytes) {
        intake = new IntakeLimits(bytes, 32 << 20);
        return this;
    }

    BuildFixture limits(int threads, long memoryBytes) {
        limits = new RunPlan.Limits(threads, memoryBytes);
        return this;
    }

    Path staging() {
        return directory.resolve("staging-" + builds);
    }

    Built build() {
        return build(RunWatch.NONE);
    }

    Built build(RunWatch watch) {
        var plans = new ArrayList<TablePlan>();
        for (String table : tables.keySet()) plans.add(new TablePlan.Rebuild(table, filesOf(table)));
        return build(plans, new Sources(), watch);
    }

    /** @param plans one for each table */
    Built build(List<TablePlan> plans, SourceBytes sources, RunWatch watch) {
        builds++;
        var config = new PipelineConfig(
                containers,
                List.<LookupMapping>of(),
                mappings,
                List.copyOf(tables.values()),
                Map.of(),
                OtherFields.NONE);
        try (var engine = new DuckDbEngine(intake)) {
            Files.createDirectories(staging());
            return new Built(engine.build(new RunPlan(config, plans, limits), sources, staging(), watch));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<String> tableIds() {
        return List.copyOf(tables.keySet());
    }

    /** All current files of each of a table's mappings. */
    List<MappingFiles> filesOf(String table) {
        return mappings.stream()
                .filter(mapping -> mapping.analyticTableId().equals(table))
                .map(mapping -> new MappingFiles(mapping.id(), filesIn(mapping.sourceContainerId())))
                .toList();
    }

    private List<SourceFile> filesIn(String container) {
        var found = new ArrayList<SourceFile>();
        files.forEach((key, bytes) -> {
            if (key.startsWith("raw/" + container + "/")) {
                found.add(new SourceFile(container, key, bytes.length, new String(bytes, StandardCharsets.ISO_8859_1)));
            }
        });
        return found;
    }

    /** The fixture's files, and no earlier data files; notes which are read. */
    class Sources implements SourceBytes {

        private final Set<SourceFile> read = ConcurrentHashMap.newKeySet();

        @Override
        public InputStream open(SourceFile file) {
            read.add(file);
            return new ByteArrayInputStream(files.get(file.key()));
        }

        @Override
        public InputStream openEarlier(String tableId, EarlierPartition partition) throws IOException {
            throw new AssertionError(partition.relativePath() + " is not to be read");
        }

        Set<SourceFile> read() {
            return read;
        }
    }

    private static List<ColumnSchema> schema(String columns) {
        return Arrays.stream(columns.split(",(?![^(]*\\))"))
                .map(column -> column.strip().split(" "))
                .map(parts -> {
                    if (!(TypeNames.read(parts[1]) instanceof TypeNames.Reading.Type(var type))) {
                        throw new IllegalArgumentException(parts[1]);
                    }
                    boolean nullable = parts.length < 3;
                    return new ColumnSchema(parts[0], type, nullable, Assertions.NONE, OtherFields.NONE);
                })
                .toList();
    }

    /** What was built, read back. */
    record Built(BuildResult result) {

        RowAccount account() {
            return result.files().stream().map(FileOutcome::rows).reduce(RowAccount.NONE, RowAccount::plus);
        }

        FileOutcome outcome(String mapping, String key) {
            return result.files().stream()
                    .filter(file ->
                            file.mappingId().equals(mapping) && file.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        List<StagedFile> files(String table) {
            return switch (table(table)) {
                case BuiltTable.Ready ready -> ready.files();
                case BuiltTable.Failed failed -> throw new AssertionError(failed.toString());
            };
        }

        BuiltTable table(String id) {
            return result.tables().stream()
                    .filter(table -> table.tableId().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        List<String> paths(String table) {
            return files(table).stream().map(StagedFile::relativePath).toList();
        }

        /** Every row of a file in its order, its values joined with bars; nulls are shown as {@code ~}. */
        List<String> rows(StagedFile file) {
            return query("SELECT * FROM read_parquet('" + file.path() + "', hive_partitioning = false)");
        }

        /** The rows of all files in the order of partitions. */
        List<String> rows(String table) {
            return files(table).stream().flatMap(file -> rows(file).stream()).toList();
        }

        List<String> query(String sql) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(sql)) {
                var rows = new ArrayList<String>();
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        String value = found.getString(i);
                        row.add(value == null ? "~" : value);
                    }
                    rows.add(String.join("|", row));
                }
                return rows;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        List<String> rejects(String mapping, String key) {
            return outcome(mapping, key)
                    .rejects()
                    .map(path -> {
                        try {
                            return Files.readAllLines(path);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .orElse(List.of());
        }

        String content(String table) {
            return files(table).stream()
                    .map(file -> file.relativePath() + "\n" + String.join("\n", rows(file)))
                    .collect(Collectors.joining("\n\n"));
        }
    }
}
