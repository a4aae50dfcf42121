package dev.karet.app;

import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a run rejected, gathered by what is wrong with them. Immutable. */
record RejectedRows(List<Group> groups) {

    private static final int MOST_READ = 100_000;

    RejectedRows {
        groups = List.copyOf(groups);
    }

    /** A rejected row as it is kept. */
    private record Row(String file, String line, String column, String value, String reason, String raw) {

        /** The reason, after the column it is about unless it names that itself. */
        String sentence() {
            return column.isEmpty() || reason.contains("\"" + column + "\"") ? reason : column + ": " + reason;
        }
    }

    /**
     * Rows with the same fault.
     *
     * @param fault the reason, without the value it names
     * @param reason of the first of them
     * @param raw the text of the first of them
     */
    record Group(String fault, long rows, String reason, String file, String line, String raw) {}

    /** Reads what the report points to, most frequent fault first; beyond a hundred thousand rows the rest is left out. */
    static RejectedRows of(RunReport report, Slug slug, ObjectStore store) {
        Map<String, Group> groups = new LinkedHashMap<>();
        int left = MOST_READ;
        for (FileReport file : report.files()) {
            if (file.rejects().isPresent() && left > 0) {
                left -= gather(Layout.pipeline(slug) + file.rejects().get(), store, groups, left);
            }
        }
        return new RejectedRows(groups.values().stream()
                .sorted(Comparator.comparingLong(Group::rows).reversed())
                .toList());
    }

    private static int gather(String key, ObjectStore store, Map<String, Group> groups, int most) {
        int read = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(store.open(key).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && read < most; line = lines.readLine()) {
                Row row = row(line);
                groups.merge(fault(row), first(row), (known, one) -> more(known));
                read++;
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Group first(Row row) {
        return new Group(fault(row), 1, row.sentence(), row.file(), row.line(), row.raw());
    }

    private static Group more(Group known) {
        return new Group(known.fault(), known.rows() + 1, known.reason(), known.file(), known.line(), known.raw());
    }

    /** The reason with every quoted or counted detail taken out, so that rows with one kind of fault meet. */
    private static String fault(Row row) {
        String general = row.value().isEmpty() ? row.reason() : row.reason().replace(row.value(), "…");
        return row.column() + " " + general.replaceAll("[0-9]+", "#");
    }

    private static Row row(String line) {
        return switch (JsonText.read(line)) {
            case ReadResult.Read<JsonTree>(JsonTree.Obj(var fields)) ->
                new Row(
                        text(fields, "file"),
                        text(fields, "line"),
                        text(fields, "column"),
                        text(fields, "value"),
                        text(fields, "reason"),
                        text(fields, "raw"));
            case ReadResult.Read<JsonTree> _, ReadResult.Faulty<JsonTree> _ ->
                new Row("", "", "", "", "The record of this row cannot be read.", line);
        };
    }

    private static String text(Map<String, JsonTree> fields, String name) {
        return switch (fields.getOrDefault(name, new JsonTree.Null())) {
            case JsonTree.Text(var value) -> value;
            case JsonTree.Num(var digits) -> digits;
            case JsonTree.Obj _, JsonTree.Arr _, JsonTree.Bool _, JsonTree.Null _ -> "";
        };
    }
}
