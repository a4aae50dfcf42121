package dev.karet.web.pipelines;

import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Slug;

/** Told of every configuration after it was saved. What it throws is logged and spoils no save. */
@FunctionalInterface
public interface ConfigSaved {

    void saved(Slug slug, PipelineConfig config);
}
