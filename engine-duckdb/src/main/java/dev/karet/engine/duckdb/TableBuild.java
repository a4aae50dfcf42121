package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.Slice;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EngineFault;
import dev.karet.engine.duckdb.Database.Copied;
import dev.karet.engine.duckdb.PartitionRows.Local;
import dev.karet.engine.duckdb.parquet.ParquetJoin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Turns the runs of one table, and the rows that stay of the data files that are there already, into one file a partition, in ingest order,
 * without the rows that repeat others.
 *
 * <p>The cheapest way that gives a good file is taken for each partition: its only run is adopted as it is; large runs that hold nothing else
 * are joined without decoding; other partitions are copied out of the runs that have some of it. Many small partitions are first gathered by a
 * stretch of neighbours, so that the work does not grow with partitions times runs. Earlier data files are fetched when their partition's turn
 * comes and removed right after.
 */
final class TableBuild {

    /** What every data file is called in its partition's folder. */
    static final String FILE_NAME = "data.parquet";

    private static final long ROWS_WORTH_JOINING = 30_000;
    private static final long BYTES_WORTH_JOINING = 1 << 20;
    private static final long ROWS_WORTH_A_SCAN = 100_000;
    private static final int RUNS_WORTH_A_SCAN = 4;
    private static final long ROWS_OF_A_STRETCH = 500_000;

    private final TableShape shape;
    private final TableChange change;
    private final PartitionRows source;
    private final EarlierFiles earlierFiles;
    private final Path directory;
    private final Workers<Database> workers;
    private final RowGroups rowGroups;
    private final Tracker tracker;
    private final Map<Integer, Finished> finished = new ConcurrentSkipListMap<>();

    TableBuild(
            TableChange change,
            PartitionRows source,
            EarlierFiles earlierFiles,
            Path directory,
            Workers<Database> workers,
            RowGroups rowGroups,
            Tracker tracker) {
        this.shape = source.shape();
        this.change = change;
        this.source = source;
        this.earlierFiles = earlierFiles;
        this.directory = directory;
        this.workers = workers;
        this.rowGroups = rowGroups;
        this.tracker = tracker;
    }

    /** The file of a partition. */
    record Finished(PartitionKey key, StagedFile staged) {}

    /**
     * One file for each partition that was made and has rows, in the order of partitions.
     *
     * @param rows how many the table must have afterwards, counted without looking at partitions
     */
    List<Finished> build(long rows) {
        tracker.building(change.partitions().size());
        var stretch = new Stretch();
        for (Partition partition : change.partitions()) {
            if (isGathered(partition)) stretch.add(partition);
            else workers.submit(database -> make(database, partition));
        }
        stretch.submit();
        workers.await();
        check(rows);
        return List.copyOf(finished.values());
    }

    private boolean isGathered(Partition partition) {
        boolean isJoined = isPlain(partition) && bytes(partition) / partition.size() >= BYTES_WORTH_JOINING;
        return partition.size() > RUNS_WORTH_A_SCAN && partition.rows() < ROWS_WORTH_A_SCAN && !isJoined;
    }

    private void make(Database database, Partition partition) throws IOException {
        if (partition.earlier().isEmpty() && partition.runs().size() == 1 && isPlain(partition)) {
            adopt(database, partition);
            return;
        }
        Optional<Path> there = Optional.empty();
        long groups = 0;
        if (partition.earlier().isPresent()) {
            there = Optional.of(earlierFile(partition));
            groups = earlierFiles.fetch(database, partition.earlier().get().partition(), there.get());
        }
        List<Path> inputs = inputs(partition, there);
        if (isPlain(partition)
                && isWorthJoining(partition, partition.runs().size() + groups)
                && ParquetJoin.haveOneSchema(inputs)) {
            join(database, partition, inputs);
        } else {
            copy(database, partition, there);
        }
        if (there.isPresent()) Files.delete(there.get());
    }

    /** Whether whole files, one after the other, are the partition. */
    private boolean isPlain(Partition partition) {
        return partition.earlier().map(Earlier::isWhole).orElse(true)
                && partition.runs().stream()
                        .allMatch(run -> !source.runs().get(run).sorted()
                                && source.duplicates().in(run) == 0);
    }

    /** Whether the row groups are large enough to be left as they are. */
    private boolean isWorthJoining(Partition partition, long groups) {
        return partition.rows() / groups >= ROWS_WORTH_JOINING || bytes(partition) / groups >= BYTES_WORTH_JOINING;
    }

    private long bytes(Partition partition) {
        return source.runsOf(partition.runs()).stream().mapToLong(Run::bytes).sum()
                + partition
                        .earlier()
                        .map(earlier -> earlier.partition().bytes())
                        .orElse(0L);
    }

    private List<Path> inputs(Partition partition, Optional<Path> there) {
        var inputs = new ArrayList<Path>();
        for (Partition.Part part : partition.parts()) {
            switch (part) {
                case Partition.Part.New(var of) ->
                    source.runsOf(of).stream().map(Run::path).forEach(inputs::add);
                case Partition.Part.Old(var _) -> inputs.add(there.orElseThrow());
            }
        }
        return inputs;
    }

    private void adopt(Database database, Partition partition) throws IOException {
        Run run = source.runs().get(partition.runs().getFirst());
        Files.move(run.path(), file(partition), StandardCopyOption.ATOMIC_MOVE);
        stage(database, partition, run.bytes(), run.rows());
    }

    private void join(Database database, Partition partition, List<Path> inputs) throws IOException {
        ParquetJoin.Joined joined = ParquetJoin.join(inputs, file(partition));
        stage(database, partition, joined.bytes(), joined.rows());
    }

    private void copy(Database database, Partition partition, Optional<Path> there) throws IOException {
        stage(
                database,
                partition,
                database.copy(source.finished(partition, there), file(partition), rowGroups.lasting()));
    }

    private Path file(Partition partition) {
        return directory.resolve("partition-" + partition.number() + ".parquet");
    }

    private Path earlierFile(Partition partition) {
        return directory.resolve("earlier-" + partition.number() + ".parquet");
    }

    private void stage(Database database, Partition partition, Copied copied) throws IOException {
        if (copied.rows() > 0) {
            stage(database, partition, copied.bytes(), copied.rows());
        } else {
            Files.delete(file(partition));
            tracker.partitions(1);
        }
    }

    private void stage(Database database, Partition partition, long bytes, long rows) {
        String path = shape.scheme().path(partition.key()) + FILE_NAME;
        List<Slice> slices = shape.deduplicates() ? List.of() : partition.slices();
        if (!shape.deduplicates() && rows != partition.rows()) {
            throw new EngineFault("The partition " + path + " of table \""
                    + shape.table().id() + "\" has " + rows + " rows and should have " + partition.rows() + ".");
        }
        Path file = file(partition);
        var staged = new StagedFile(path, file, bytes, rows, slices, FileRanges.of(database, shape, file));
        finished.put(partition.number(), new Finished(partition.key(), staged));
        tracker.partitions(1);
    }

    private void check(long expected) {
        long duplicates =
                source.duplicates().byRun().stream().mapToLong(Long::longValue).sum();
        long sliced =
                change.partitions().stream().mapToLong(Partition::rows).sum() - duplicates + change.untouchedRows();
        long written = finished.values().stream()
                        .mapToLong(file -> file.staged().rows())
                        .sum()
                + change.untouchedRows();
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
            List<Local> there = fetch(database, partitions);
            var order = new ArrayList<>(shape.scheme().sorting());
            order.addAll(PartitionRows.ORDER);
            database.run("CREATE TEMP TABLE stretch AS SELECT * FROM " + source.numbered(of, there, first, last)
                    + " ORDER BY " + String.join(", ", order));
            for (Local local : there) Files.delete(local.file());
            for (Partition partition : partitions) {
                String query = "SELECT " + shape.finished() + " FROM stretch WHERE "
                        + shape.scheme().between(partition.key(), partition.key());
                stage(database, partition, database.copy(query, file(partition), rowGroups.lasting()));
            }
            database.run("DROP TABLE stretch");
        }

        private List<Local> fetch(Database database, List<Partition> partitions) throws IOException {
            var there = new ArrayList<Local>();
            for (Partition partition : partitions) {
                if (partition.earlier().isEmpty()) continue;
                Path file = earlierFile(partition);
                earlierFiles.fetch(database, partition.earlier().get().partition(), file);
                there.add(new Local(partition, file));
            }
            return there;
        }
    }
}
