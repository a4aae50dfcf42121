package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks that every part has an id that can name a folder, and that no two parts share one. */
final class IdCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final Findings findings;

    private IdCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(PipelineConfig config, Findings findings) {
        var check = new IdCheck(findings);
        Map<String, JsonPointer> seen = new HashMap<>();
        check.ids(config.sourceContainers(), SourceContainer::id, at("source_containers"), seen);
        check.lookups(config.lookupMappings(), at("lookup_mappings"), seen);
        check.ids(config.mappings(), Mapping::id, at("mappings"), seen);
        check.ids(config.analyticTables(), AnalyticTable::id, at("analytic_tables"), seen);
    }

    private void lookups(List<LookupMapping> lookups, JsonPointer list, Map<String, JsonPointer> seen) {
        ids(lookups, LookupMapping::id, list, seen);
        for (int i = 0; i < lookups.size(); i++) {
            List<LookupMapping> children = lookups.get(i).children();
            if (!children.isEmpty()) lookups(children, list.element(i).field("children"), new HashMap<>());
        }
    }

    private <T> void ids(List<T> parts, Function<T, String> idOf, JsonPointer list, Map<String, JsonPointer> seen) {
        for (int i = 0; i < parts.size(); i++) {
            id(idOf.apply(parts.get(i)), list.element(i).field("id"), seen);
        }
    }

    private void id(String id, JsonPointer at, Map<String, JsonPointer> seen) {
        if (!ID.matcher(id).matches()) {
            findings.errors()
                    .add(
                            "bad_id",
                            at,
                            id.isEmpty() ? "The id is empty." : "The id " + Quoted.text(id) + " cannot be used.",
                            "Use 1 to 100 of the letters a to z and A to Z, digits, \"-\" and \"_\".");
            return;
        }
        JsonPointer first = seen.putIfAbsent(id, at);
        if (first != null) {
            findings.errors()
                    .add(
                            "duplicate_id",
                            at,
                            "The id " + Quoted.text(id) + " is already taken at " + first + ".",
                            "Give one of the two another id.");
        }
    }

    private static JsonPointer at(String list) {
        return JsonPointer.ROOT.field(list);
    }
}
