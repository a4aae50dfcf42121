package dev.karet.engine.duckdb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL for the rows of partitions, out of the runs of their table and the data files that are there already. Immutable. */
record PartitionRows(TableShape shape, List<Run> runs, Duplicates duplicates) {

    /** What orders the rows of {@link #numbered}. */
    static final List<String> ORDER = List.of("run_number", "record_number");

    private static final int MOST_SCANS = 50;

    PartitionRows {
        runs = List.copyOf(runs);
    }

    /** A partition with an earlier data file on local disk. */
    record Local(Partition partition, Path file) {}

    /** A query for the rows of a finished partition in their order. */
    String finished(Partition partition, Optional<Path> earlier) {
        List<Partition.Part> parts = partition.parts();
        if (hasDuplicates(partition.runs()) || parts.size() > MOST_SCANS) {
            List<Local> there =
                    earlier.map(file -> new Local(partition, file)).stream().toList();
            return "SELECT " + shape.finished() + " FROM "
                    + numbered(partition.runs(), there, partition.key(), partition.key()) + " ORDER BY "
                    + String.join(", ", ORDER);
        }
        return parts.stream()
                .map(part -> "SELECT " + shape.finished() + " FROM "
                        + switch (part) {
                            case Partition.Part.New(var of) -> rows(of, partition.key(), partition.key());
                            case Partition.Part.Old(var piece) -> rows(earlier.orElseThrow(), piece);
                        })
                .collect(Collectors.joining(" UNION ALL "));
    }

    /**
     * A relation of the rows of partitions {@code first} to {@code last} in any order, duplicates left out: the columns of runs and {@link #ORDER}.
     *
     * @param of the numbers of runs, ascending
     */
    String numbered(List<Integer> of, List<Local> earlier, PartitionKey first, PartitionKey last) {
        var relations = new ArrayList<String>();
        if (!of.isEmpty()) relations.add("SELECT * FROM " + numberedRuns(of, first, last));
        if (!earlier.isEmpty()) relations.add(numberedPieces(earlier));
        return "(" + String.join(" UNION ALL ", relations) + ")";
    }

    private String numberedRuns(List<Integer> of, PartitionKey first, PartitionKey last) {
        String rows = "(SELECT " + String.join(", ", shape.runColumns()) + ", " + Duplicates.runOf(of)
                + " AS run_number, " + shape.recordOf(runsOf(of)) + " AS record_number FROM " + rows(of, first, last)
                + ") AS r";
        return hasDuplicates(of)
                ? rows + " ANTI JOIN " + duplicates.relation(of)
                        + " AS d ON r.run_number = d.run AND r.record_number = d.record"
                : rows;
    }

    /** Pieces stand half a step before the run that follows them. */
    private String numberedPieces(List<Local> earlier) {
        var columns = new ArrayList<>(
                shape.fileColumns().stream().map(TableShape.Column::sql).toList());
        var pieceColumns = new ArrayList<>(List.of("piece_file", "first_row", "end_row", "run_number"));
        int levels = shape.table().partitionKeys().size();
        for (int level = 0; level < levels; level++) {
            pieceColumns.add("value" + level);
            columns.add("CAST(value" + level + " AS " + shape.typeOf("p" + level) + ") AS p" + level);
        }
        var pieces = new ArrayList<String>();
        for (int file = 0; file < earlier.size(); file++) {
            Partition partition = earlier.get(file).partition();
            for (Earlier.Piece piece : partition.earlier().orElseThrow().pieces()) {
                var values = new StringBuilder(
                        "(" + file + ", " + piece.first() + ", " + piece.end() + ", " + piece.before() + " - 0.5");
                for (int level = 0; level < levels; level++) {
                    values.append(", ")
                            .append(DuckDbLiterals.text(partition.key().values().get(level)));
                }
                pieces.add(values.append(')').toString());
            }
        }
        String files = shape.finishedRelation(earlier.stream().map(Local::file).toList());
        return "SELECT " + String.join(", ", columns) + ", run_number, record_number FROM (SELECT *, "
                + "CAST(file_index AS BIGINT) AS file_number, file_row_number AS record_number FROM " + files
                + ") JOIN (VALUES " + String.join(", ", pieces) + ") AS piece(" + String.join(", ", pieceColumns)
                + ") ON file_number = piece_file AND record_number >= first_row AND record_number < end_row";
    }

    private String rows(Path earlier, Earlier.Piece piece) {
        return shape.finishedRelation(List.of(earlier)) + " WHERE file_row_number >= " + piece.first()
                + " AND file_row_number < " + piece.end();
    }

    private String rows(List<Integer> of, PartitionKey first, PartitionKey last) {
        return shape.relation(runsOf(of)) + " WHERE " + shape.scheme().between(first, last);
    }

    List<Run> runsOf(List<Integer> of) {
        return of.stream().map(runs::get).toList();
    }

    private boolean hasDuplicates(List<Integer> of) {
        return of.stream().anyMatch(run -> duplicates.in(run) > 0);
    }
}
