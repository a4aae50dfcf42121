package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.NearestName;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.util.List;

/**
 * Points at fields that were kept as unknown but are nearly called like an optional one, and so do not do what was meant. A missing
 * required field was refused when the document was read.
 */
final class MisspeltFieldCheck {

    private static final List<String> FORMAT = List.of(
            "delimiter", "quote", "escape", "encoding", "header", "skip_rows", "null_values", "decimal", "thousands");
    private static final List<String> ASSERTIONS = List.of("not_null", "unique", "accepted_values", "min", "max");

    private final Problems warnings;

    private MisspeltFieldCheck(Problems warnings) {
        this.warnings = warnings;
    }

    static void check(PipelineConfig config, Problems warnings) {
        var check = new MisspeltFieldCheck(warnings);
        JsonPointer root = JsonPointer.ROOT;
        check.other(config.other(), List.of("layout", "publish_guards"), root);
        each(config.sourceContainers(), root.field("source_containers"), check::source);
        each(config.lookupMappings(), root.field("lookup_mappings"), check::lookup);
        each(config.mappings(), root.field("mappings"), check::mapping);
        each(config.analyticTables(), root.field("analytic_tables"), check::table);
    }

    /** What looks at one part and its place. */
    private interface Look<T> {
        void at(T part, JsonPointer place);
    }

    private static <T> void each(List<T> parts, JsonPointer list, Look<T> look) {
        for (int i = 0; i < parts.size(); i++) look.at(parts.get(i), list.element(i));
    }

    private void source(SourceContainer source, JsonPointer at) {
        other(source.other(), List.of("format"), at);
        other(source.format().other(), FORMAT, at.field("format"));
        each(source.schema(), at.field("schema"), this::column);
    }

    private void column(ColumnSchema column, JsonPointer at) {
        other(column.other(), List.of("nullable", "assertions"), at);
        other(column.assertions().other(), ASSERTIONS, at.field("assertions"));
    }

    private void lookup(LookupMapping lookup, JsonPointer at) {
        other(lookup.other(), List.of("name", "match", "case_insensitive", "children", "catch_all"), at);
        each(lookup.rows(), at.field("rows"), (row, place) -> other(row.other(), List.of("priority"), place));
        each(lookup.children(), at.field("children"), this::lookup);
    }

    private void mapping(Mapping mapping, JsonPointer at) {
        other(mapping.other(), List.of("name", "partition_by"), at);
    }

    private void table(AnalyticTable table, JsonPointer at) {
        other(table.other(), List.of("output_prefix", "partition_keys", "dedup_keys"), at);
        each(table.schema(), at.field("schema"), this::column);
    }

    private void other(OtherFields other, List<String> known, JsonPointer at) {
        for (String name : other.jsonByName().keySet()) {
            if (warnings.isFull()) return;
            NearestName.of(name, known)
                    .ifPresent(nearest -> warnings.add(
                            "misspelt_field",
                            at.field(name),
                            "The field " + Quoted.text(name) + " is not known and does nothing.",
                            "Did you mean \"" + nearest + "\"?"));
        }
    }
}
