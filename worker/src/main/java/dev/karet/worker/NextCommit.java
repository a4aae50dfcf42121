package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.DataFile.Range;
import dev.karet.model.commit.DataFile.Slice;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.model.job.RowAccount;
import dev.karet.store.Slug;
import dev.karet.table.Publisher.NewFile;
import dev.karet.worker.PlannedTable.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what a table will be after a run: what was built now, and what stays of before. For one thread. */
final class NextCommit {

    private final Slug slug;
    private final BuildResult built;
    private final List<Optional<String>> rejects;

    /** @param rejects where the rejected rows of each of the result's files will be kept, below the pipeline's folder */
    NextCommit(Slug slug, BuildResult built, List<Optional<String>> rejects) {
        this.slug = slug;
        this.built = built;
        this.rejects = rejects;
    }

    /**
     * A table with what is to be stored for it.
     *
     * @param files new data files, on local disk
     * @param kept data files that stay as they are, but for the numbers of their slices
     * @param sources in ingest order
     */
    record Draft(PlannedTable table, List<SourceState> sources, List<NewFile> files, List<DataFile> kept) {

        RowAccount rows() {
            return sources.stream().map(SourceState::rows).reduce(RowAccount.NONE, RowAccount::plus);
        }

        /** The rows that the table will have. */
        long rowCount() {
            return files.stream().mapToLong(NewFile::rows).sum()
                    + kept.stream().mapToLong(DataFile::rows).sum();
        }

        /** The table when {@code stored} are its new files. */
        TableState state(List<DataFile> stored) {
            List<DataFile> all = new ArrayList<>(kept);
            all.addAll(stored);
            all.sort(Comparator.comparing(DataFile::path));
            return new TableState(table.table(), table.fingerprint(), sources, all);
        }
    }

    Draft draft(PlannedTable table, BuiltTable.Ready ready) {
        List<SourceState> sources = new ArrayList<>();
        Map<Named, Integer> numbers = new HashMap<>();
        Map<Named, SourceState> earlier = new HashMap<>();
        table.earlier()
                .ifPresent(state -> state.sources().forEach(source -> earlier.put(Named.of(slug, source), source)));
        Map<Named, Integer> outcomes = outcomes();
        for (Source source : table.sources()) {
            Named name = new Named(source.mapping(), source.file().key());
            numbers.put(name, sources.size());
            Integer outcome = outcomes.get(name);
            sources.add(
                    outcome == null
                            ? Objects.requireNonNull(earlier.get(name), "a file was neither read nor known: " + name)
                            : read(source, built.files().get(outcome), rejects.get(outcome)));
        }
        return new Draft(table, sources, newFiles(ready, numbers), kept(table, ready, numbers));
    }

    private record Named(String mapping, String key) {

        static Named of(Slug slug, SourceState source) {
            return new Named(source.mapping(), dev.karet.store.Layout.pipeline(slug) + source.file());
        }
    }

    private Map<Named, Integer> outcomes() {
        Map<Named, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < built.files().size(); i++) {
            FileOutcome file = built.files().get(i);
            outcomes.put(new Named(file.mappingId(), file.key()), i);
        }
        return outcomes;
    }

    private SourceState read(Source source, FileOutcome outcome, Optional<String> rejectsKey) {
        return new SourceState(
                source.mapping(),
                Reports.inPipeline(slug, source.file().key()),
                source.file().size(),
                source.file().etag(),
                outcome.rows(),
                outcome.error(),
                rejectsKey);
    }

    private List<NewFile> newFiles(BuiltTable.Ready ready, Map<Named, Integer> numbers) {
        List<NewFile> files = new ArrayList<>();
        for (StagedFile file : ready.files()) {
            List<Slice> slices = file.slices().stream()
                    .map(slice -> new Slice(
                            Objects.requireNonNull(numbers.get(new Named(slice.mappingId(), slice.key()))),
                            slice.rows()))
                    .toList();
            SortedMap<String, Range> ranges = new TreeMap<>();
            file.ranges().forEach((column, range) -> ranges.put(column, new Range(range.min(), range.max())));
            files.add(new NewFile(file.relativePath(), file.path(), file.rows(), ranges, slices));
        }
        return files;
    }

    private List<DataFile> kept(PlannedTable table, BuiltTable.Ready ready, Map<Named, Integer> numbers) {
        if (!(table.plan() instanceof TablePlan.Update)) return List.of();
        TableState earlier = table.earlier().orElseThrow();
        Set<String> gone = new HashSet<>(ready.emptied());
        ready.files().forEach(file -> gone.add(file.relativePath()));
        List<DataFile> kept = new ArrayList<>();
        for (DataFile file : earlier.files()) {
            if (gone.contains(file.path())) continue;
            List<Slice> slices = file.slices().stream()
                    .map(slice -> new Slice(
                            Objects.requireNonNull(
                                    numbers.get(Named.of(slug, earlier.sources().get(slice.source())))),
                            slice.rows()))
                    .toList();
            kept.add(new DataFile(
                    file.path(), file.identity(), file.rows(), file.since(), file.staged(), file.ranges(), slices));
        }
        return kept;
    }
}
