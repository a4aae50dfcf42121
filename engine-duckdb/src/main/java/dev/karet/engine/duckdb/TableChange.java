package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.Slice;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EarlierSlice;
import dev.karet.engine.EngineFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a table have to be made, and out of what. Immutable.
 *
 * @param partitions to make, in the order of partitions
 * @param emptied relative paths of data files that have no row left
 * @param untouchedRows those of data files that stay as they are
 */
record TableChange(List<Partition> partitions, List<String> emptied, long untouchedRows) {

    TableChange {
        partitions = List.copyOf(partitions);
        emptied = List.copyOf(emptied);
    }

    /** The rows of a mapped source file, with where they come from. */
    record Mapped(Origin origin, Run run) {}

    /**
     * @param mapped the table's new rows, in ingest order
     * @param earlier the data files that are there already; none when the table is made from scratch
     * @param mappingIds of the config, in its order
     */
    static TableChange of(
            TableShape shape, List<Mapped> mapped, List<EarlierPartition> earlier, List<String> mappingIds) {
        var drafts = new TreeMap<PartitionKey, Draft>(shape.scheme().order());
        for (int run = 0; run < mapped.size(); run++) {
            for (Run.Slice slice : mapped.get(run).run().slices()) {
                drafts.computeIfAbsent(slice.key(), _ -> new Draft(mapped, mappingIds))
                        .add(run, slice.rows());
            }
        }
        for (EarlierPartition partition : earlier) {
            drafts.computeIfAbsent(keyOf(partition, shape.scheme()), _ -> new Draft(mapped, mappingIds))
                    .add(partition);
        }
        var partitions = new ArrayList<Partition>();
        var emptied = new ArrayList<String>();
        long untouched = 0;
        for (var entry : drafts.entrySet()) {
            Draft draft = entry.getValue();
            EarlierPartition there = draft.earlier;
            if (there != null && draft.runs.isEmpty() && staying(there) == there.rows()) untouched += there.rows();
            else if (there != null && draft.runs.isEmpty() && staying(there) == 0) emptied.add(there.relativePath());
            else partitions.add(draft.partition(partitions.size(), entry.getKey()));
        }
        return new TableChange(partitions, emptied, untouched);
    }

    /** How many rows of a data file stay in the table. */
    static long staying(EarlierPartition partition) {
        return partition.slices().stream()
                .filter(EarlierSlice::stays)
                .mapToLong(EarlierSlice::rows)
                .sum();
    }

    private static PartitionKey keyOf(EarlierPartition partition, PartitionScheme scheme) {
        String path = partition.relativePath();
        Optional<PartitionKey> key = path.endsWith(TableBuild.FILE_NAME)
                ? scheme.keyOf(path.substring(0, path.length() - TableBuild.FILE_NAME.length()))
                : Optional.empty();
        return key.orElseThrow(() -> new EngineFault("No partition of this table is called " + path + "."));
    }

    /** A partition while its parts are being found. */
    private static final class Draft {
        private final List<Mapped> mapped;
        private final List<String> mappingIds;
        private final List<Integer> runs = new ArrayList<>();
        private final List<Long> runRows = new ArrayList<>();
        private final List<Slice> slices = new ArrayList<>();
        private @Nullable EarlierPartition earlier;
        private int next;

        Draft(List<Mapped> mapped, List<String> mappingIds) {
            this.mapped = mapped;
            this.mappingIds = mappingIds;
        }

        void add(int run, long rows) {
            runs.add(run);
            runRows.add(rows);
        }

        void add(EarlierPartition partition) {
            if (earlier != null) throw new EngineFault(partition.relativePath() + " is there twice.");
            earlier = partition;
        }

        Partition partition(int number, PartitionKey key) {
            Optional<Earlier> kept = Optional.ofNullable(earlier)
                    .filter(partition -> staying(partition) > 0)
                    .map(partition -> new Earlier(partition, pieces(partition)));
            takeRuns(runs.size());
            long rows = slices.stream().mapToLong(Slice::rows).sum();
            return new Partition(number, key, runs, kept, rows, slices);
        }

        /** Cuts the rows that stay wherever others leave, or new ones come between. */
        private List<Earlier.Piece> pieces(EarlierPartition partition) {
            var pieces = new ArrayList<Earlier.Piece>();
            long at = 0;
            Origin previous = null;
            for (EarlierSlice slice : partition.slices()) {
                if (slice.stays() && slice.rows() > 0) {
                    Origin origin = originOf(slice, partition);
                    if (previous != null && previous.compareTo(origin) >= 0) {
                        throw new EngineFault(partition.relativePath() + " is not in the order of this pipeline.");
                    }
                    previous = origin;
                    takeRuns(firstNotBefore(origin));
                    int before = next < runs.size() ? runs.get(next) : mapped.size();
                    append(pieces, new Earlier.Piece(before, at, slice.rows()));
                    slices.add(new Slice(slice.mappingId(), slice.key(), slice.rows()));
                }
                at += slice.rows();
            }
            return pieces;
        }

        private static void append(List<Earlier.Piece> pieces, Earlier.Piece piece) {
            Earlier.Piece last = pieces.isEmpty() ? null : pieces.getLast();
            if (last != null && last.before() == piece.before() && last.end() == piece.first()) {
                pieces.set(
                        pieces.size() - 1, new Earlier.Piece(last.before(), last.first(), last.rows() + piece.rows()));
            } else {
                pieces.add(piece);
            }
        }

        private Origin originOf(EarlierSlice slice, EarlierPartition partition) {
            int mapping = mappingIds.indexOf(slice.mappingId());
            if (mapping < 0) {
                throw new EngineFault(partition.relativePath() + " has rows of mapping \"" + slice.mappingId()
                        + "\", which is not there any more.");
            }
            return new Origin(mapping, slice.mappingId(), slice.key());
        }

        /** The first run of the partition that does not come before the rows of {@code origin}. */
        private int firstNotBefore(Origin origin) {
            int run = next;
            while (run < runs.size() && originOf(run).compareTo(origin) < 0) run++;
            if (run < runs.size() && originOf(run).equals(origin)) {
                throw new EngineFault(origin.key() + " is read, and its earlier rows should stay as well.");
            }
            return run;
        }

        private Origin originOf(int run) {
            return mapped.get(runs.get(run)).origin();
        }

        /** Notes where the rows of runs come from, up to {@code end}. */
        private void takeRuns(int end) {
            for (; next < end; next++) {
                Origin origin = originOf(next);
                Slice last = slices.isEmpty() ? null : slices.getLast();
                boolean same = last != null
                        && last.mappingId().equals(origin.mappingId())
                        && last.key().equals(origin.key());
                long rows = runRows.get(next);
                if (same) slices.removeLast();
                slices.add(
                        new Slice(origin.mappingId(), origin.key(), rows + (last != null && same ? last.rows() : 0)));
            }
        }
    }
}
