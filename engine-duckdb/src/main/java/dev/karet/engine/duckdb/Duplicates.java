package dev.karet.engine.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of a table that repeat the dedup keys of an earlier one. Immutable.
 *
 * <p>Only the keys are read to find them, in portions by their hash, so memory depends on a portion and not on the table.
 *
 * @param files Parquet with the number of the run and of the record in it
 * @param byRun how many there are in each run
 */
record Duplicates(List<Path> files, List<Long> byRun) {

    static final Duplicates NONE = new Duplicates(List.of(), List.of());

    private static final long BYTES_A_ROW = 256;

    Duplicates {
        files = List.copyOf(files);
        byRun = List.copyOf(byRun);
    }

    /** @param runs of the table, in ingest order */
    static Duplicates find(
            TableShape shape, List<Run> runs, Path directory, Workers<Database> workers, long memoryBytes) {
        if (!shape.deduplicates() || runs.isEmpty()) return NONE;
        long rows = runs.stream().mapToLong(Run::rows).sum();
        int portions = (int) Math.max(1, rows * BYTES_A_ROW / memoryBytes);
        var files = new ArrayList<Path>();
        for (int portion = 0; portion < portions; portion++) {
            Path file = directory.resolve("duplicates-" + portion + ".parquet");
            String query = query(shape, runs, portion, portions);
            files.add(file);
            workers.submit(database -> database.copy(query, file, "COMPRESSION lz4"));
        }
        workers.await();
        var counts = new Long[runs.size()];
        java.util.Arrays.fill(counts, 0L);
        workers.submit(database -> database.query(
                "SELECT run, count(*) FROM read_parquet(" + Sql.files(files) + ") GROUP BY run", found -> {
                    while (found.next()) counts[found.getInt(1)] = found.getLong(2);
                    return counts;
                }));
        workers.await();
        return new Duplicates(files, List.of(counts));
    }

    /** How many rows of run {@code run} are duplicates. */
    long in(int run) {
        return byRun.isEmpty() ? 0 : byRun.get(run);
    }

    /** A relation of {@code run} and {@code record} for these runs, which are ascending. */
    String relation(List<Integer> runs) {
        return "(SELECT run, record FROM read_parquet(" + Sql.files(files) + ") WHERE run BETWEEN " + runs.getFirst()
                + " AND " + runs.getLast() + ")";
    }

    /** Over {@link TableShape#relation} of some runs: the number of a row's run among all of the table. */
    static String runOf(List<Integer> numbers) {
        return numbers.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "[", "][CAST(file_index AS BIGINT) + 1]"));
    }

    private static String query(TableShape shape, List<Run> runs, int portion, int portions) {
        String keys = String.join(", ", shape.dedupColumns());
        String numbers = runOf(IntStream.range(0, runs.size()).boxed().toList());
        return "SELECT run, record FROM (SELECT run, record, row_number() OVER (PARTITION BY " + keys
                + " ORDER BY run, record) AS occurrence FROM (SELECT " + keys + ", " + numbers + " AS run, "
                + shape.recordOf(runs)
                + " AS record FROM " + shape.relation(runs) + " WHERE hash(" + keys + ") % " + portions + " = "
                + portion
                + ")) WHERE occurrence > 1 ORDER BY run, record";
    }
}
