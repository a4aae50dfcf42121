package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.TablePlan;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.SourceState;
import dev.karet.model.commit.TableState;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.job.RunReport.TableReport;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in a report what a run made of a pipeline. */
final class Reports {

    private Reports() {}

    /**
     * The report of a run after which {@code states} are published. Its rows are those of the published tables, so that the account always
     * describes what readers see, whether a file was read in this run or an earlier one; a file of a table that failed is named, with
     * its rejected rows, and counts nothing.
     *
     * @param rejects the key, below the pipeline's folder, of the rejected rows of each of the result's files
     * @param partitionsWritten how many data files this run published
     */
    static RunReport of(
            Slug slug,
            List<PlannedTable> planned,
            Map<String, TableState> states,
            BuildResult built,
            List<Optional<String>> rejects,
            int partitionsWritten) {
        Map<String, BuiltTable.Failed> failed = built.tables().stream()
                .filter(BuiltTable.Failed.class::isInstance)
                .map(BuiltTable.Failed.class::cast)
                .collect(Collectors.toMap(BuiltTable.Failed::tableId, table -> table));
        List<TableReport> tables = new ArrayList<>();
        List<FileReport> files = new ArrayList<>();
        Set<String> read = new HashSet<>();
        Outcomes outcomes = new Outcomes(slug, built, rejects);
        for (PlannedTable table : planned) {
            BuiltTable.Failed failure = failed.get(table.table());
            if (failure != null) {
                tables.add(new TableReport(table.table(), false, List.of(), failure.reasons()));
                table.sources().forEach(source -> files.add(outcomes.unpublished(source)));
                continue;
            }
            TableState state = states.get(table.table());
            if (state == null) continue;
            tables.add(new TableReport(table.table(), true, partitions(state), List.of()));
            boolean kept = table.plan() instanceof TablePlan.Keep;
            state.sources().forEach(source -> files.add(outcomes.published(source, kept)));
        }
        for (FileOutcome file : built.files()) if (file.error().isEmpty()) read.add(file.key());
        return new RunReport(
                partitionsWritten, read.size(), Optional.of(total(files)), tables, files, errors(tables, files));
    }

    /**
     * What a commit tells of the run that made it, in place of the report that the run did not live to write. A table that failed in it looks like one
     * that was kept, and a file that was read again to the same end like one that was left alone.
     *
     * @param before what was published until then
     */
    static RunReport of(Commit commit, Optional<Commit> before) {
        List<TableReport> tables = new ArrayList<>();
        List<FileReport> files = new ArrayList<>();
        Set<String> read = new HashSet<>();
        long written = 0;
        for (TableState table : commit.tables()) {
            Set<SourceState> known = before.flatMap(earlier -> earlier.table(table.table()))
                    .filter(earlier -> earlier.fingerprint().equals(table.fingerprint()))
                    .map(earlier -> Set.copyOf(earlier.sources()))
                    .orElse(Set.of());
            tables.add(new TableReport(table.table(), true, partitions(table), List.of()));
            for (SourceState source : table.sources()) {
                boolean readThen = !known.contains(source);
                files.add(published(source, readThen));
                if (readThen && source.error().isEmpty()) read.add(source.file());
            }
            written += table.files().stream()
                    .filter(file -> file.since() == commit.number())
                    .count();
        }
        return new RunReport(
                Math.toIntExact(written), read.size(), Optional.of(total(files)), tables, files, errors(tables, files));
    }

    private static FileReport published(SourceState source, boolean readNow) {
        State state = source.error().isPresent() ? State.FAILED : readNow ? State.READ : State.UNCHANGED;
        return new FileReport(source.mapping(), source.file(), state, source.rows(), source.error(), source.rejects());
    }

    private static RowAccount total(List<FileReport> files) {
        return files.stream().map(FileReport::rows).reduce(RowAccount.NONE, RowAccount::plus);
    }

    /** What became of the files that this run read. */
    private static final class Outcomes {
        private final Slug slug;
        private final Map<String, FileOutcome> byName = new HashMap<>();
        private final Map<String, Optional<String>> rejects = new HashMap<>();

        Outcomes(Slug slug, BuildResult built, List<Optional<String>> rejects) {
            this.slug = slug;
            for (int i = 0; i < built.files().size(); i++) {
                FileOutcome file = built.files().get(i);
                String name = file.mappingId() + "/" + inPipeline(slug, file.key());
                byName.put(name, file);
                this.rejects.put(name, rejects.get(i));
            }
        }

        FileReport published(SourceState source, boolean kept) {
            return Reports.published(source, !kept && byName.containsKey(source.mapping() + "/" + source.file()));
        }

        FileReport unpublished(PlannedTable.Source source) {
            String file = inPipeline(slug, source.file().key());
            String name = source.mapping() + "/" + file;
            Optional<String> error = Optional.ofNullable(byName.get(name)).flatMap(FileOutcome::error);
            return new FileReport(
                    source.mapping(),
                    file,
                    error.isPresent() ? State.FAILED : State.NOT_PUBLISHED,
                    RowAccount.NONE,
                    error,
                    rejects.getOrDefault(name, Optional.empty()));
        }
    }

    /** The key below the pipeline's folder, as people know it. */
    static String inPipeline(Slug slug, String key) {
        String folder = Layout.pipeline(slug);
        return key.startsWith(folder) ? key.substring(folder.length()) : key;
    }

    private static List<Partition> partitions(TableState state) {
        return state.files().stream()
                .map(file ->
                        new Partition(file.path(), file.rows(), file.identity().size()))
                .toList();
    }

    private static List<String> errors(List<TableReport> tables, List<FileReport> files) {
        List<String> errors = new ArrayList<>();
        for (FileReport file : files) file.error().ifPresent(error -> errors.add(file.file() + ": " + error));
        for (TableReport table : tables) {
            table.errors().forEach(reason -> errors.add("table \"%s\": %s".formatted(table.table(), reason)));
        }
        return errors.stream().distinct().toList();
    }
}
