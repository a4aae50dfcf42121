package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.RunPlan;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.job.RunReport.TableReport;
import dev.karet.model.pipeline.Mapping;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says in a report what an engine built. */
final class Reports {

    private Reports() {}

    /** The tables that can be published. */
    static List<BuiltTable.Ready> ready(BuildResult built) {
        return built.tables().stream()
                .filter(BuiltTable.Ready.class::isInstance)
                .map(BuiltTable.Ready.class::cast)
                .toList();
    }

    /**
     * The report of a run whose ready tables are published. Its rows are those of the published tables, so that the account always
     * describes what readers see; a file of a table that failed is named, with its rejected rows, and counts nothing.
     *
     * @param rejects the key of each outcome's rejected rows
     */
    static RunReport of(RunOrder order, RunPlan plan, BuildResult built, List<Optional<String>> rejects) {
        Set<String> published =
                ready(built).stream().map(BuiltTable.Ready::tableId).collect(Collectors.toSet());
        Map<String, String> tableOf =
                plan.config().mappings().stream().collect(Collectors.toMap(Mapping::id, Mapping::analyticTableId));
        List<FileReport> files =
                files(order, built, rejects, file -> published.contains(tableOf.get(file.mappingId())));
        RowAccount rows = files.stream().map(FileReport::rows).reduce(RowAccount.NONE, RowAccount::plus);
        List<TableReport> tables = built.tables().stream().map(Reports::table).toList();
        return new RunReport(
                tables.stream().mapToInt(table -> table.partitions().size()).sum(),
                processed(built),
                Optional.of(rows),
                tables,
                files,
                errors(order, built));
    }

    /** The key below the pipeline's folder, as people know it. */
    static String inPipeline(Slug slug, String key) {
        String folder = Layout.pipeline(slug);
        return key.startsWith(folder) ? key.substring(folder.length()) : key;
    }

    private static int processed(BuildResult built) {
        return (int) built.files().stream()
                .filter(file -> file.error().isEmpty())
                .map(FileOutcome::key)
                .distinct()
                .count();
    }

    private static TableReport table(BuiltTable table) {
        return switch (table) {
            case BuiltTable.Ready(var id, var files, var _) ->
                new TableReport(
                        id,
                        true,
                        files.stream()
                                .map(file -> new Partition(file.relativePath(), file.rows(), file.bytes()))
                                .sorted(Comparator.comparing(Partition::path))
                                .toList(),
                        List.of());
            case BuiltTable.Failed(var id, var reasons) -> new TableReport(id, false, List.of(), reasons);
        };
    }

    private static List<FileReport> files(
            RunOrder order, BuildResult built, List<Optional<String>> rejects, Predicate<FileOutcome> isPublished) {
        List<FileReport> files = new ArrayList<>();
        for (int i = 0; i < built.files().size(); i++) {
            FileOutcome file = built.files().get(i);
            files.add(new FileReport(
                    file.mappingId(),
                    inPipeline(order.slug(), file.key()),
                    state(file, isPublished),
                    isPublished.test(file) ? file.rows() : RowAccount.NONE,
                    file.error(),
                    rejects.get(i).map(key -> inPipeline(order.slug(), key))));
        }
        return files;
    }

    private static State state(FileOutcome file, Predicate<FileOutcome> isPublished) {
        if (file.error().isPresent()) {
            return State.FAILED;
        }
        return isPublished.test(file) ? State.READ : State.NOT_PUBLISHED;
    }

    private static List<String> errors(RunOrder order, BuildResult built) {
        List<String> errors = new ArrayList<>();
        for (FileOutcome file : built.files()) {
            file.error().ifPresent(error -> errors.add(inPipeline(order.slug(), file.key()) + ": " + error));
        }
        for (BuiltTable table : built.tables()) {
            if (table instanceof BuiltTable.Failed(var id, var reasons)) {
                reasons.forEach(reason -> errors.add("table \"%s\": %s".formatted(id, reason)));
            }
        }
        return errors.stream().distinct().toList();
    }
}
