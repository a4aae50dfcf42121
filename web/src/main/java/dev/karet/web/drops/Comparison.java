package dev.karet.web.drops;

import dev.karet.infer.Choices;
import dev.karet.infer.Detection;
import dev.karet.infer.Detector;
import dev.karet.infer.StoredFile;
import dev.karet.infer.Unreadable;
import dev.karet.model.NearestName;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.web.drops.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What would become of a file in a source that is there. Immutable. */
public record Comparison(List<Finding> findings, long rows, long rejected) {

    private static final Set<String> MISSING = Set.of("missing_column", "renamed_column");

    /** The gravest finding first. */
    public Comparison {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** Whether rows would be lost. */
    public boolean loses() {
        return findings.stream().anyMatch(Finding::loses);
    }

    /** Whether there is nothing to tell but what is harmless. */
    public boolean fits() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
    }

    /** Reads the file as the source says, and tells what does not go together. */
    static Comparison of(
            StoredFile file,
            Detector detector,
            PipelineConfig pipeline,
            SourceContainer source,
            BooleanSupplier stopWanted)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            Detection free = detector.detect(new Detector.Question(file, Choices.NONE, false), stopWanted);
            other(free.format(), source.format(), findings);
            Choices.Format format = format(source.format());
            Detection named = detector.detect(
                    new Detector.Question(file, new Choices(format, Map.of(), Optional.empty(), false), false),
                    stopWanted);
            Map<Integer, Choices.Column> columns = columns(named, source, pipeline, findings);
            Detection judged = detector.detect(
                    new Detector.Question(file, new Choices(format, columns, Optional.empty(), false), false),
                    stopWanted);
            cells(judged, columns.keySet(), findings);
            boolean missing = findings.stream().anyMatch(finding -> MISSING.contains(finding.kind()));
            if (findings.isEmpty()) {
                findings.add(Finding.of(
                        "same", Severity.INFO, false, "The file is like those of the source.", Optional.empty()));
            }
            return new Comparison(
                    findings,
                    judged.rows().read(),
                    missing ? judged.rows().read() : judged.rows().rejected());
        } catch (Unreadable e) {
            return new Comparison(
                    List.of(Finding.of(
                            "unreadable", Severity.ERROR, true, String.valueOf(e.getMessage()), Optional.empty())),
                    0,
                    0);
        }
    }

    private static void other(CsvFormat found, CsvFormat declared, List<Finding> findings) {
        if (!found.delimiter().equals(declared.delimiter())) {
            findings.add(Finding.of(
                    "other_format",
                    Severity.ERROR,
                    true,
                    "The file seems to have %s between fields, the source says %s."
                            .formatted(Quoted.text(found.delimiter()), Quoted.text(declared.delimiter())),
                    Optional.empty()));
        }
        if (!found.decimal().equals(declared.decimal())) {
            findings.add(Finding.of(
                    "other_format",
                    Severity.WARNING,
                    false,
                    "Numbers of the file seem to have %s as the decimal sign, the source says %s."
                            .formatted(Quoted.text(found.decimal()), Quoted.text(declared.decimal())),
                    Optional.empty()));
        }
    }

    private static Choices.Format format(CsvFormat format) {
        return new Choices.Format(
                Optional.of(format.delimiter()),
                Optional.of(format.quote()),
                Optional.of(format.escape()),
                format.encoding(),
                Optional.of(format.header()),
                Optional.of(format.skipRows()),
                Optional.of(format.nullValues()),
                Optional.of(format.decimal()),
                Optional.of(format.thousands()));
    }

    private static Map<Integer, Choices.Column> columns(
            Detection detection, SourceContainer source, PipelineConfig pipeline, List<Finding> findings) {
        Map<String, Integer> places = new HashMap<>();
        boolean header = source.format().header();
        for (Detection.Column column : detection.columns()) places.putIfAbsent(column.header(), column.index());
        Set<String> known = new HashSet<>();
        source.schema().forEach(column -> known.add(column.name()));
        List<String> extra =
                places.keySet().stream().filter(name -> !known.contains(name)).toList();
        Map<Integer, Choices.Column> columns = new HashMap<>();
        Set<String> used = used(source, pipeline);
        for (int i = 0; i < source.schema().size(); i++) {
            ColumnSchema column = source.schema().get(i);
            Integer place =
                    header ? places.get(column.name()) : i < detection.columns().size() ? Integer.valueOf(i) : null;
            if (place == null) {
                if (used.contains(column.name())) findings.add(missing(column.name(), extra));
                continue;
            }
            Optional<String> format = dateFormat(column, source, pipeline);
            Optional<DataType> cast =
                    column.type() == Simple.TEXT ? cast(column.name(), source, pipeline) : Optional.empty();
            // A format alone says whether it is of days or of times.
            Optional<DataType> type = cast.isPresent() || format.isPresent() ? cast : Optional.of(column.type());
            columns.put(place, new Choices.Column(Optional.empty(), type, format, false));
        }
        if (header) {
            extra.forEach(name -> findings.add(Finding.of(
                    "extra_column",
                    Severity.INFO,
                    false,
                    "The column %s is new and would be ignored.".formatted(Quoted.text(name)),
                    Optional.of(name))));
        }
        return columns;
    }

    private static Finding missing(String name, List<String> extra) {
        Optional<String> proposal = extra.stream()
                .filter(other -> other.equalsIgnoreCase(name)
                        || NearestName.hint(name, List.of(other)).isPresent())
                .findFirst();
        return new Finding(
                proposal.isPresent() ? "renamed_column" : "missing_column",
                Severity.ERROR,
                true,
                "The file has no column %s%s, so a run would fail it as a whole."
                        .formatted(
                                Quoted.text(name),
                                proposal.map(other -> " (is it now called " + Quoted.text(other) + "?)")
                                        .orElse("")),
                Optional.of(name),
                proposal,
                0,
                List.of());
    }

    private static Set<String> used(SourceContainer source, PipelineConfig pipeline) {
        Set<String> used = new HashSet<>();
        for (Mapping mapping : pipeline.mappings()) {
            if (!mapping.sourceContainerId().equals(source.id())) continue;
            mapping.columns().forEach(column -> collect(column.expr(), used));
        }
        return used;
    }

    private static void collect(Expr expr, Set<String> used) {
        if (expr instanceof Expr.Column(var name)) used.add(name);
        expr.children().forEach(child -> collect(child, used));
    }

    /** The format by which some mapping reads the column as a date or time. */
    private static Optional<String> dateFormat(ColumnSchema column, SourceContainer source, PipelineConfig pipeline) {
        if (column.type() != Simple.TEXT) return Optional.empty();
        return pipeline.mappings().stream()
                .filter(mapping -> mapping.sourceContainerId().equals(source.id()))
                .flatMap(mapping -> mapping.columns().stream())
                .flatMap(output -> format(output.expr(), column.name()).stream())
                .findFirst();
    }

    /** The type to which some mapping casts the column's texts, rejecting rows where that fails. */
    private static Optional<DataType> cast(String column, SourceContainer source, PipelineConfig pipeline) {
        return pipeline.mappings().stream()
                .filter(mapping -> mapping.sourceContainerId().equals(source.id()))
                .flatMap(mapping -> mapping.columns().stream())
                .flatMap(output -> cast(output.expr(), column).stream())
                .findFirst();
    }

    private static Optional<DataType> cast(Expr expr, String column) {
        if (expr instanceof Expr.Cast(var input, var to, var onError) && onError == Expr.OnError.REJECT_ROW) {
            Set<String> of = new HashSet<>();
            collect(input, of);
            if (of.equals(Set.of(column))) return Optional.of(to);
        }
        return expr.children().stream()
                .flatMap(child -> cast(child, column).stream())
                .findFirst();
    }

    private static Optional<String> format(Expr expr, String column) {
        return switch (expr) {
            case Expr.ParseDate(var input, var format) when isOf(input, column) -> Optional.of(format);
            case Expr.ParseTimestamp(var input, var format, var _) when isOf(input, column) -> Optional.of(format);
            default ->
                expr.children().stream()
                        .flatMap(child -> format(child, column).stream())
                        .findFirst();
        };
    }

    private static boolean isOf(Expr input, String column) {
        return input instanceof Expr.Column(var name)
                ? name.equals(column)
                : input instanceof Expr.Trim(var inner) && isOf(inner, column);
    }

    private static void cells(Detection judged, Set<Integer> declared, List<Finding> findings) {
        for (Detection.Column column : judged.columns()) {
            if (!declared.contains(column.index()) || column.misfits() == 0) continue;
            boolean date = column.dateFormat().isPresent();
            findings.add(new Finding(
                    date ? "date_format" : "misfitting_cells",
                    Severity.WARNING,
                    true,
                    date
                            ? "%d values of the column %s are not written as %s, so their rows would be rejected or have no date."
                                    .formatted(
                                            column.misfits(),
                                            Quoted.text(column.header()),
                                            column.dateFormat().get())
                            : "%d values of the column %s are no %s, so their rows would be rejected."
                                    .formatted(
                                            column.misfits(),
                                            Quoted.text(column.header()),
                                            column.reading().type().label()),
                    Optional.of(column.header()),
                    Optional.empty(),
                    column.misfits(),
                    column.examples()));
        }
        if (judged.rows().malformed() > 0) {
            findings.add(new Finding(
                    "malformed_rows",
                    Severity.WARNING,
                    true,
                    "%d rows are no records of the file's columns and would be rejected."
                            .formatted(judged.rows().malformed()),
                    Optional.empty(),
                    Optional.empty(),
                    judged.rows().malformed(),
                    List.of()));
        }
    }
}
