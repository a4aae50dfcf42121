package dev.karet.model.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline as it is stored in {@code pipeline.json}. Immutable. A value of this type is well formed, not yet well meant: {@link
 * PipelineChecker} finds what is wrong with it.
 *
 * @param layout where the graph editor shows each node, by its id
 * @param guards when a run is held back instead of published
 */
public record PipelineConfig(
        List<SourceContainer> sourceContainers,
        List<LookupMapping> lookupMappings,
        List<Mapping> mappings,
        List<AnalyticTable> analyticTables,
        Map<String, Position> layout,
        Optional<PublishGuards> guards,
        OtherFields other) {

    /** The only version of the document there is. */
    public static final int VERSION = 1;

    public PipelineConfig {
        sourceContainers = List.copyOf(sourceContainers);
        lookupMappings = List.copyOf(lookupMappings);
        mappings = List.copyOf(mappings);
        analyticTables = List.copyOf(analyticTables);
        layout = Collections.unmodifiableMap(new LinkedHashMap<>(layout));
    }

    /** A pipeline whose runs are always published. */
    public PipelineConfig(
            List<SourceContainer> sourceContainers,
            List<LookupMapping> lookupMappings,
            List<Mapping> mappings,
            List<AnalyticTable> analyticTables,
            Map<String, Position> layout,
            OtherFields other) {
        this(sourceContainers, lookupMappings, mappings, analyticTables, layout, Optional.empty(), other);
    }

    /** A place in the graph editor, in its pixels. */
    public record Position(double x, double y, OtherFields other) {}
}
