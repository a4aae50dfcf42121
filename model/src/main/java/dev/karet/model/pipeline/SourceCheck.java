package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks the source containers: their folders, columns and CSV formats. */
final class SourceCheck {

    private static final String ROOT = "raw/";

    private final Findings findings;

    private SourceCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(List<SourceContainer> sources, Findings findings) {
        var check = new SourceCheck(findings);
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            SourceContainer source = sources.get(i);
            JsonPointer at = JsonPointer.ROOT.field("source_containers").element(i);
            if (check.prefix(source.pathPrefix(), at.field("path_prefix"))) {
                prefixes.add(new Prefix(source.pathPrefix(), source.id(), at.field("path_prefix")));
            }
            check.schema(source.schema(), at.field("schema"));
            CsvFormatCheck.check(source.format(), at.field("format"), findings.errors());
        }
        check.nesting(prefixes);
    }

    private record Prefix(String text, String sourceId, JsonPointer at) {}

    private boolean prefix(String prefix, JsonPointer at) {
        Optional<String> fault = prefixFault(prefix);
        fault.ifPresent(sentence -> findings.errors()
                .add(
                        "bad_prefix",
                        at,
                        "The folder " + Quoted.text(prefix) + " cannot be used: " + sentence + ".",
                        "Write it like \"raw/transactions/\"."));
        return fault.isEmpty();
    }

    private static Optional<String> prefixFault(String prefix) {
        if (prefix.startsWith("/")) return Optional.of("it begins with a slash");
        if (!prefix.startsWith(ROOT)) return Optional.of("it is not under \"raw/\"");
        if (!prefix.endsWith("/")) return Optional.of("it does not end in a slash");
        if (prefix.contains("//")) return Optional.of("it has an empty folder name");
        if (prefix.contains("/../") || prefix.contains("/./")) return Optional.of("it has \".\" or \"..\" as a folder");
        if (prefix.indexOf('\\') >= 0) return Optional.of("it has a backslash");
        if (prefix.chars().anyMatch(Character::isISOControl)) return Optional.of("it has a control character");
        if (prefix.length() > 500) return Optional.of("it is longer than 500 characters");
        return Optional.empty();
    }

    /** In sorted order a folder comes right before everything inside it. */
    private void nesting(List<Prefix> prefixes) {
        prefixes.sort(Comparator.comparing(Prefix::text));
        Optional<Prefix> outer = Optional.empty();
        for (Prefix prefix : prefixes) {
            if (outer.isPresent() && prefix.text.startsWith(outer.get().text)) {
                boolean same = prefix.text.equals(outer.get().text);
                findings.errors()
                        .add(
                                "nested_prefix",
                                prefix.at,
                                "The folder " + Quoted.text(prefix.text)
                                        + (same ? " is also that of source " : " lies inside that of source ")
                                        + Quoted.text(outer.get().sourceId) + ".",
                                "Give each source a folder of its own; several mappings may read one source.");
            } else {
                outer = Optional.of(prefix);
            }
        }
    }

    private void schema(List<ColumnSchema> schema, JsonPointer at) {
        ColumnsCheck.headers(schema.stream().map(ColumnSchema::name).toList(), at, findings.errors());
        for (int i = 0; i < schema.size(); i++) {
            if (!schema.get(i).assertions().isEmpty()) {
                findings.warnings()
                        .add(
                                "ignored_assertions",
                                at.element(i).field("assertions"),
                                "Assertions on a source column are not checked.",
                                "Put them on the table's column.");
            }
        }
    }
}
