package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EngineFault;
import dev.karet.engine.duckdb.Database.Copied;
import dev.karet.engine.duckdb.parquet.ParquetJoin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Turns the runs of one table into one file a partition, in ingest order, without the rows that repeat others.
 *
 * <p>The cheapest way that gives a good file is taken for each partition: its only run is adopted as it is; large runs that hold nothing else
 * are joined without decoding; other partitions are copied out of the runs that have some of it. Many small partitions are first gathered by a
 * stretch of neighbours, so that the work does not grow with partitions times runs.
 */
final class TableBuild {

    private static final long ROWS_WORTH_JOINING = 30_000;
    private static final long BYTES_WORTH_JOINING = 1 << 20;
    private static final long ROWS_WORTH_A_SCAN = 100_000;
    private static final int RUNS_WORTH_A_SCAN = 4;
    private static final long ROWS_OF_A_STRETCH = 500_000;

    private final TableShape shape;
    private final List<Run> runs;
    private final Duplicates duplicates;
    private final Path directory;
    private final Workers<Database> workers;
    private final RowGroups rowGroups;
    private final Tracker tracker;
    private final Map<Integer, Finished> finished = new ConcurrentSkipListMap<>();

    /** @param runs in ingest order */
    TableBuild(
            TableShape shape,
            List<Run> runs,
            Duplicates duplicates,
            Path directory,
            Workers<Database> workers,
            RowGroups rowGroups,
            Tracker tracker) {
        this.shape = shape;
        this.runs = List.copyOf(runs);
        this.duplicates = duplicates;
        this.directory = directory;
        this.workers = workers;
        this.rowGroups = rowGroups;
        this.tracker = tracker;
    }

    /** The file of a partition. */
    record Finished(PartitionKey key, StagedFile staged) {}

    /** A partition to make, the {@code number}th of the table, out of some of its runs. */
    private record Partition(int number, PartitionKey key, List<Integer> runs, long rows) {}

    /** One file for each partition that has rows, in the order of partitions. */
    List<Finished> build() throws IOException {
        List<Partition> partitions = partitions();
        tracker.building(partitions.size());
        var stretch = new Stretch();
        for (Partition partition : partitions) {
            if (isAdoptable(partition)) adopt(partition);
            else if (isJoinable(partition)) workers.submit(database -> join(partition));
            else if (partition.rows() >= ROWS_WORTH_A_SCAN || partition.runs().size() <= RUNS_WORTH_A_SCAN) {
                workers.submit(database -> copy(database, partition));
            } else {
                stretch.add(partition);
            }
        }
        stretch.submit();
        workers.await();
        check(partitions);
        return List.copyOf(finished.values());
    }

    private List<Partition> partitions() {
        var byKey = new TreeMap<PartitionKey, List<Integer>>(shape.scheme().order());
        var rows = new TreeMap<PartitionKey, Long>(shape.scheme().order());
        for (int run = 0; run < runs.size(); run++) {
            for (Run.Slice slice : runs.get(run).slices()) {
                byKey.computeIfAbsent(slice.key(), key -> new ArrayList<>()).add(run);
                rows.merge(slice.key(), slice.rows(), Long::sum);
            }
        }
        var partitions = new ArrayList<Partition>();
        byKey.forEach((key, of) ->
                partitions.add(new Partition(partitions.size(), key, of, Objects.requireNonNull(rows.get(key)))));
        return partitions;
    }

    private boolean isPlain(Partition partition) {
        return partition.runs().stream().allMatch(run -> !runs.get(run).sorted() && duplicates.in(run) == 0);
    }

    private boolean isAdoptable(Partition partition) {
        return partition.runs().size() == 1 && isPlain(partition);
    }

    private boolean isJoinable(Partition partition) {
        long bytes = runsOf(partition).stream().mapToLong(Run::bytes).sum();
        long count = partition.runs().size();
        return isPlain(partition)
                && (partition.rows() / count >= ROWS_WORTH_JOINING || bytes / count >= BYTES_WORTH_JOINING);
    }

    private void adopt(Partition partition) throws IOException {
        Run run = runs.get(partition.runs().getFirst());
        Files.move(run.path(), file(partition), StandardCopyOption.ATOMIC_MOVE);
        stage(partition, run.bytes(), run.rows());
    }

    private void join(Partition partition) throws IOException {
        long bytes = ParquetJoin.join(runsOf(partition).stream().map(Run::path).toList(), file(partition));
        stage(partition, bytes, partition.rows());
    }

    private void copy(Database database, Partition partition) throws IOException {
        boolean ordered = hasDuplicates(partition.runs());
        String rows = ordered
                ? numbered(partition.runs(), partition.key(), partition.key()) + " ORDER BY run_number, record_number"
                : plain(partition.runs(), partition.key(), partition.key());
        stage(
                partition,
                database.copy("SELECT " + shape.finished() + " FROM " + rows, file(partition), rowGroups.lasting()));
    }

    /** The rows of partitions {@code first} to {@code last} in runs without duplicates, in order. */
    private String plain(List<Integer> of, PartitionKey first, PartitionKey last) {
        return shape.relation(of.stream().map(runs::get).toList()) + " WHERE "
                + shape.scheme().between(first, last);
    }

    /** The rows of partitions {@code first} to {@code last} in any order but numbered, duplicates left out. */
    private String numbered(List<Integer> of, PartitionKey first, PartitionKey last) {
        String rows = "(SELECT *, " + Duplicates.runOf(of) + " AS run_number, "
                + shape.recordOf(of.stream().map(runs::get).toList()) + " AS record_number FROM "
                + plain(of, first, last)
                + ") AS r";
        return hasDuplicates(of)
                ? rows + " ANTI JOIN " + duplicates.relation(of)
                        + " AS d ON r.run_number = d.run AND r.record_number = d.record"
                : rows;
    }

    private boolean hasDuplicates(List<Integer> of) {
        return of.stream().anyMatch(run -> duplicates.in(run) > 0);
    }

    private List<Run> runsOf(Partition partition) {
        return partition.runs().stream().map(runs::get).toList();
    }

    private Path file(Partition partition) {
        return directory.resolve("partition-" + partition.number() + ".parquet");
    }

    private void stage(Partition partition, Copied copied) throws IOException {
        if (copied.rows() > 0) {
            stage(partition, copied.bytes(), copied.rows());
        } else {
            Files.delete(file(partition));
            tracker.partitions(1);
        }
    }

    private void stage(Partition partition, long bytes, long rows) {
        String path = shape.scheme().path(partition.key()) + "data.parquet";
        finished.put(
                partition.number(), new Finished(partition.key(), new StagedFile(path, file(partition), bytes, rows)));
        tracker.partitions(1);
    }

    private void check(List<Partition> partitions) {
        long expected = runs.stream().mapToLong(Run::rows).sum()
                - duplicates.byRun().stream().mapToLong(Long::longValue).sum();
        long sliced = partitions.stream().mapToLong(Partition::rows).sum()
                - duplicates.byRun().stream().mapToLong(Long::longValue).sum();
        long written = finished.values().stream()
                .mapToLong(file -> file.staged().rows())
                .sum();
        if (written != expected || sliced != expected) {
            throw new EngineFault("The partitions of table \"" + shape.table().id() + "\" have " + written
                    + " rows and should have " + expected + ".");
        }
    }

    /** Small partitions that are neighbours: gathered into a table, sorted, and written from there. */
    private final class Stretch {

        private final List<Partition> gathered = new ArrayList<>();
        private long rows;

        void add(Partition partition) {
            gathered.add(partition);
            rows += partition.rows();
            if (rows >= ROWS_OF_A_STRETCH) submit();
        }

        void submit() {
            if (gathered.isEmpty()) return;
            var partitions = List.copyOf(gathered);
            gathered.clear();
            rows = 0;
            workers.submit(database -> write(database, partitions));
        }

        private void write(Database database, List<Partition> partitions) throws IOException {
            PartitionKey first = partitions.getFirst().key();
            PartitionKey last = partitions.getLast().key();
            var of = partitions.stream()
                    .flatMap(partition -> partition.runs().stream())
                    .distinct()
                    .sorted()
                    .toList();
            var order = new ArrayList<>(shape.scheme().sorting());
            order.addAll(List.of("run_number", "record_number"));
            database.run("CREATE TEMP TABLE stretch AS SELECT * FROM " + numbered(of, first, last) + " ORDER BY "
                    + String.join(", ", order));
            for (Partition partition : partitions) {
                String query = "SELECT " + shape.finished() + " FROM stretch WHERE "
                        + shape.scheme().between(partition.key(), partition.key());
                stage(partition, database.copy(query, file(partition), rowGroups.lasting()));
            }
            database.run("DROP TABLE stretch");
        }
    }
}
