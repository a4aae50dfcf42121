package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import java.util.List;

/** Checks the rows of lookups; their ids are checked with all others. */
final class LookupCheck {

    private final Findings findings;
    private final ShadowCheck shadows;

    private LookupCheck(Findings findings) {
        this.findings = findings;
        this.shadows = new ShadowCheck(findings.warnings());
    }

    static void check(List<LookupMapping> lookups, JsonPointer list, Findings findings) {
        new LookupCheck(findings).check(lookups, list);
    }

    private void check(List<LookupMapping> lookups, JsonPointer list) {
        for (int i = 0; i < lookups.size(); i++) {
            LookupMapping lookup = lookups.get(i);
            rows(lookup, list.element(i).field("rows"));
            shadows.check(lookup, list.element(i).field("rows"));
            check(lookup.children(), list.element(i).field("children"));
        }
    }

    private void rows(LookupMapping lookup, JsonPointer rows) {
        for (int i = 0; i < lookup.rows().size(); i++) {
            List<String> patterns = lookup.rows().get(i).inputPatterns();
            JsonPointer at = rows.element(i).field("input_patterns");
            if (patterns.isEmpty()) {
                findings.warnings()
                        .add(
                                "row_without_patterns",
                                at,
                                "The row has no pattern, so it never matches.",
                                "Add a pattern, or remove the row.");
            }
            for (int j = 0; j < patterns.size(); j++) {
                if (patterns.get(j).isEmpty()) {
                    findings.errors()
                            .add(
                                    "empty_pattern",
                                    at.element(j),
                                    "The pattern is empty.",
                                    "Remove it; use catch_all for what nothing else matches.");
                }
            }
        }
    }
}
