package dev.karet.worker;

import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunPlan;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what a run has to read: the current files of every container that a mapping uses. Thread-safe. */
final class Planner {

    private final ObjectStore store;
    private final RunPlan.Limits limits;

    Planner(ObjectStore store, RunPlan.Limits limits) {
        this.store = store;
        this.limits = limits;
    }

    /** @param config checked and without a fault */
    RunPlan plan(Slug slug, PipelineConfig config) {
        Set<String> used =
                config.mappings().stream().map(Mapping::sourceContainerId).collect(Collectors.toSet());
        Map<String, List<SourceFile>> sources = new HashMap<>();
        for (SourceContainer container : config.sourceContainers()) {
            if (used.contains(container.id())) {
                sources.put(container.id(), filesOf(slug, container));
            }
        }
        List<TablePlan> tables = config.analyticTables().stream()
                .<TablePlan>map(table -> new TablePlan.Rebuild(
                        table.id(),
                        config.mappings().stream()
                                .filter(mapping -> mapping.analyticTableId().equals(table.id()))
                                .map(mapping -> new MappingFiles(
                                        mapping.id(), sources.getOrDefault(mapping.sourceContainerId(), List.of())))
                                .toList()))
                .toList();
        return new RunPlan(config, tables, limits);
    }

    /** The container's files in the order of the listing, which is that of UTF-8 bytes. */
    private List<SourceFile> filesOf(Slug slug, SourceContainer container) {
        try (var objects = store.list(Layout.container(slug, container.pathPrefix()))) {
            return objects.filter(object -> Layout.isSourceFile(object.key()))
                    .map(object -> sourceFile(container, object))
                    .toList();
        }
    }

    private static SourceFile sourceFile(SourceContainer container, ObjectInfo object) {
        return new SourceFile(container.id(), object.key(), object.size(), object.etag());
    }
}
