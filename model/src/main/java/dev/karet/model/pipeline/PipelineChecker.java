package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import java.util.List;

/**
 * Finds every fault of a pipeline that is well formed, each with its place and what to do about it. Pure; its time grows about as the
 * document does, whatever the document.
 */
public final class PipelineChecker {

    private PipelineChecker() {}

    /** Checks all of {@code config}; never throws. */
    public static CheckResult check(PipelineConfig config) {
        var findings = new Findings(new Problems(), new Problems());
        var index = new PipelineIndex(config);
        IdCheck.check(config, findings);
        SourceCheck.check(config.sourceContainers(), findings);
        LookupCheck.check(config.lookupMappings(), JsonPointer.ROOT.field("lookup_mappings"), findings);
        TableCheck.check(config, index, findings);
        MisspeltFieldCheck.check(config, findings.warnings());
        List<Mapping> mappings = config.mappings();
        JsonPointer list = JsonPointer.ROOT.field("mappings");
        for (int i = 0; i < mappings.size(); i++) {
            new MappingCheck(mappings.get(i), list.element(i), index, findings).check();
        }
        return new CheckResult(findings.errors().list(), findings.warnings().list());
    }
}
