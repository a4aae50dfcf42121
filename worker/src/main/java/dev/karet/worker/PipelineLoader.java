package dev.karet.worker;

import dev.karet.model.Problem;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.worker.RunRefused.Reason;
import java.util.List;

/** Reads a pipeline's configuration from the bucket and checks it. Thread-safe. */
final class PipelineLoader {

    private final ObjectStore store;

    PipelineLoader(ObjectStore store) {
        this.store = store;
    }

    /**
     * A configuration without a fault.
     *
     * @throws RunRefused when there is none, or it has faults; every one of them is named
     */
    PipelineConfig load(Slug slug) {
        StoredObject document = store.get(Layout.pipelineConfig(slug))
                .orElseThrow(() -> new RunRefused(
                        Reason.PIPELINE_CONFIG_NOT_FOUND,
                        "There is no pipeline \"%s\": %s does not exist.".formatted(slug, Layout.pipelineConfig(slug)),
                        List.of()));
        return switch (PipelineJson.read(document.body())) {
            case ReadResult.Faulty<PipelineConfig>(var problems) -> throw invalid(slug, problems);
            case ReadResult.Read<PipelineConfig>(var config) -> {
                List<Problem> errors = PipelineChecker.check(config).errors();
                if (!errors.isEmpty()) {
                    throw invalid(slug, errors);
                }
                yield config;
            }
        };
    }

    private static RunRefused invalid(Slug slug, List<Problem> problems) {
        return new RunRefused(
                Reason.INVALID_CONFIG,
                "The configuration of \"%s\" has %s.".formatted(slug, Counted.of(problems.size(), "fault")),
                problems);
    }
}
