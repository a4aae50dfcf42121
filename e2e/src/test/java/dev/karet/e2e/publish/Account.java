package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.TableReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a run says that every row went, without what may differ between two runs over the same inputs: which run read a file, where its
 * rejected rows lie, how many bytes a partition has. Immutable.
 *
 * @param published the tables that are what the current files make them
 * @param rows of each published table
 * @param files one line for each file of each mapping into a published table: its rows, why it failed, and the rejected rows themselves
 * @param total over all tables; {@link RowAccount#NONE} when one failed, since what counts then is not what the current files make
 */
record Account(Set<String> published, Map<String, Long> rows, List<String> files, RowAccount total) {

    /** Reads the report together with the rejected rows that it names. */
    static Account of(PipelineFolder pipeline, RunReport report) {
        Set<String> published = report.tables().stream()
                .filter(TableReport::published)
                .map(TableReport::table)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        Map<String, Long> rows = new TreeMap<>();
        report.tables().stream().filter(TableReport::published).forEach(table -> rows.put(table.table(), table.rows()));
        List<String> files = report.files().stream()
                .filter(file -> published.contains(tableOf(file)))
                .map(file -> line(pipeline, file))
                .toList();
        return new Account(
                published,
                rows,
                files,
                report.failure().isPresent() ? RowAccount.NONE : report.rows().orElseThrow());
    }

    /** {@link ShopConfig} names a mapping after its container and its table. */
    private static String tableOf(FileReport file) {
        return file.mapping().substring(file.mapping().indexOf('-') + 1);
    }

    private static String line(PipelineFolder pipeline, FileReport file) {
        return "%s %s %s %s %s"
                .formatted(
                        file.mapping(),
                        file.file(),
                        file.rows(),
                        file.error().orElse("read"),
                        file.rejects()
                                .map(key -> new String(pipeline.bytes(key), UTF_8))
                                .orElse(""));
    }
}
