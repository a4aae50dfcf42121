package dev.karet.engine.duckdb;

import dev.karet.engine.EngineFault;
import dev.karet.engine.RejectedRow;
import dev.karet.engine.csv.Segment;
import dev.karet.engine.duckdb.Database.Copied;
import dev.karet.engine.duckdb.PartitionScheme.ByDate;
import dev.karet.engine.duckdb.PartitionScheme.ByKeys;
import dev.karet.engine.duckdb.PartitionScheme.Whole;
import dev.karet.engine.sql.MappingSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Runs one mapping over one segment: the good rows become a run, the bad ones rejects, and their sum must be what the intake counted.
 *
 * <p>Rows are written as they come as long as segments hold one partition each, which makes a run that may be a finished file. A segment that turns
 * out to hold several is written again in order of partition, and those that follow are expected to be like it.
 */
final class SegmentMapper {

    /**
     * What became of a segment.
     *
     * @param run absent when no row was good
     * @param rejects a spool; absent when no row was bad
     */
    record Mapped(Optional<Run> run, long written, long rejected, Optional<Path> rejects) {}

    private final MappingPlan plan;
    private final SegmentQuery query;
    private final Segment segment;
    private final RowGroups rowGroups;

    SegmentMapper(MappingPlan plan, SegmentQuery query, Segment segment, RowGroups rowGroups) {
        this.plan = plan;
        this.query = query;
        this.segment = segment;
        this.rowGroups = rowGroups;
    }

    /**
     * @param key the source's, for the rejects
     * @param stem where to write: the files' path without an ending
     */
    Mapped map(Database database, String key, Path stem) throws IOException {
        Path file = stem.resolveSibling(stem.getFileName() + ".parquet");
        boolean sorted = plan.spreads();
        database.keepFiltersAbove(true);
        Copied copied = write(database, sorted, file);
        database.keepFiltersAbove(false);
        long rejected = segment.records() - copied.rows();
        Optional<Path> rejects = rejected == 0 ? Optional.empty() : Optional.of(reject(database, key, stem, rejected));
        if (copied.rows() == 0) {
            Files.delete(file);
            return new Mapped(Optional.empty(), 0, rejected, rejects);
        }
        Run run = sorted ? sorted(database, file, copied) : unsorted(database, file, copied);
        plan.spreads(run.slices().size() > 1);
        return new Mapped(Optional.of(run), copied.rows(), rejected, rejects);
    }

    private Copied write(Database database, boolean sorted, Path file) {
        String good = query.sql().canReject() ? " WHERE " + MappingSql.FAULT + " IS NULL" : "";
        String rows = "SELECT " + plan.shape().written(sorted) + " FROM (" + query.rows(segment, sorted) + ")" + good;
        return sorted
                ? database.copy(rows + orderBy(), file, rowGroups.passing())
                : database.copy(rows, file, rowGroups.lasting());
    }

    private String orderBy() {
        var columns = new ArrayList<>(plan.shape().scheme().sorting());
        columns.add(TableShape.RECORD);
        return " ORDER BY " + String.join(", ", columns);
    }

    private Run unsorted(Database database, Path file, Copied copied) throws IOException {
        Optional<PartitionKey> only = onlyPartition(copied);
        if (only.isPresent()) {
            var slice = new Run.Slice(only.get(), copied.rows());
            return new Run(file, false, copied.rows(), copied.bytes(), List.of(slice));
        }
        var mixed = new Run(file, false, copied.rows(), copied.bytes(), List.of());
        Path ordered = file.resolveSibling("sorted-" + file.getFileName());
        String rows = "SELECT " + plan.shape().written(true) + " FROM (SELECT *, file_row_number AS "
                + TableShape.RECORD + " FROM " + plan.shape().relation(List.of(mixed)) + ")";
        Copied again = database.copy(rows + orderBy(), ordered, rowGroups.passing());
        Files.delete(file);
        return sorted(database, ordered, again);
    }

    private Run sorted(Database database, Path file, Copied copied) {
        var unknown = new Run(file, true, copied.rows(), copied.bytes(), List.of());
        String values = String.join(", ", plan.shape().scheme().values());
        List<Run.Slice> slices = database.query(
                "SELECT count(*), " + values + " FROM " + plan.shape().relation(List.of(unknown)) + " GROUP BY ALL",
                rows -> slices(rows, plan.shape().scheme().values().size()));
        return new Run(file, true, copied.rows(), copied.bytes(), slices);
    }

    private static List<Run.Slice> slices(ResultSet rows, int levels) throws SQLException {
        var slices = new ArrayList<Run.Slice>();
        while (rows.next()) {
            var key = new ArrayList<String>();
            for (int level = 0; level < levels; level++) key.add(rows.getString(level + 2));
            slices.add(new Run.Slice(new PartitionKey(key), rows.getLong(1)));
        }
        return slices;
    }

    private Optional<PartitionKey> onlyPartition(Copied copied) {
        return switch (plan.shape().scheme()) {
            case Whole() -> Optional.of(PartitionKey.WHOLE_TABLE);
            case ByDate by -> {
                String name = plan.shape().nameOf(by.column());
                String first = copied.statistic(name, "min");
                String last = copied.statistic(name, "max");
                if (first == null || last == null) yield Optional.empty();
                PartitionKey key = by.dayOf(first);
                yield key.equals(by.dayOf(last)) ? Optional.of(key) : Optional.empty();
            }
            case ByKeys ignored -> throw new IllegalStateException("rows with partition keys are always sorted");
        };
    }

    private Path reject(Database database, String key, Path stem, long expected) throws IOException {
        if (expected < 0) throw disagreement(expected);
        Path faults = stem.resolveSibling(stem.getFileName() + "-faults.parquet");
        database.copy(query.rejects(segment), faults, rowGroups.passing());
        String relation = "read_parquet(" + DuckDbLiterals.text(faults.toString()) + ")";
        long[] records = database.query("SELECT " + TableShape.RECORD + " FROM " + relation, SegmentMapper::longs);
        if (records.length != expected) throw disagreement(expected - records.length);
        Path path = stem.resolveSibling(stem.getFileName() + ".rejects");
        try (var spool = new RejectSpool(path)) {
            database.query(
                    "SELECT " + MappingSql.FAULT + ", CAST(" + MappingSql.FAULT_VALUE + " AS VARCHAR) FROM " + relation,
                    rows -> spool(rows, records, key, spool));
        }
        Files.delete(faults);
        return path;
    }

    private long spool(ResultSet faults, long[] records, String key, RejectSpool spool) throws SQLException {
        try {
            segment.visit(records, (ordinal, line, raw) -> spool.add(row(faults, key, line, raw)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spool.rows();
    }

    private RejectedRow row(ResultSet faults, String key, long line, String raw) throws IOException {
        try {
            if (!faults.next()) throw disagreement(0);
            var reject = query.sql().reject(faults.getInt(1), Optional.ofNullable(faults.getString(2)));
            return new RejectedRow(key, line, reject.column(), reject.value(), reject.reason(), raw);
        } catch (SQLException e) {
            throw new EngineFault("The rejected rows could not be read: " + e.getMessage(), e);
        }
    }

    private EngineFault disagreement(long missing) {
        return new EngineFault("The rows of mapping \"" + plan.id() + "\" do not add up: of " + segment.records()
                + " records, " + missing + " are neither written nor rejected.");
    }

    private static long[] longs(ResultSet rows) throws SQLException {
        var values = LongStream.builder();
        while (rows.next()) values.add(rows.getLong(1));
        return values.build().toArray();
    }
}
