package dev.karet.web.http;

import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.dashboards.DashboardCheck;
import dev.karet.web.dashboards.Dashboards;
import dev.karet.web.pipelines.ConfigHistory;
import dev.karet.web.pipelines.ConfigSaved;
import dev.karet.web.pipelines.ConfigValidator;
import dev.karet.web.pipelines.NewPipeline;
import dev.karet.web.pipelines.PipelineChanges;
import dev.karet.web.pipelines.PipelineExport;
import dev.karet.web.pipelines.PipelineGuard;
import dev.karet.web.pipelines.PipelineImport;
import dev.karet.web.pipelines.PipelineList;
import dev.karet.web.pipelines.Previews;
import dev.karet.web.sources.SourceFiles;
import java.time.Clock;
import java.util.List;

/** Pipelines, their configurations, sources and dashboards, put together over one bucket. Thread-safe. */
final class PipelineFeatures {

    private final PipelineChanges changes;
    private final List<Routes.Feature> routes;

    /**
     * What these features leave to others.
     *
     * @param saved told of every saved configuration
     * @param validator the worker, asked to check a configuration
     * @param companions what pipelines of a template begin with besides their configuration
     * @param dashboards what keeps a document from being a dashboard
     */
    record Ports(
            ConfigSaved saved,
            ConfigValidator validator,
            NewPipeline.Companions companions,
            DashboardCheck dashboards) {}

    /** @param leases of the same term as the workers' */
    PipelineFeatures(ObjectStore store, Leases leases, Clock clock, WebSettings settings, Ports ports) {
        ConfigHistory configs = new ConfigHistory(store, clock, ports.saved());
        this.changes = new PipelineChanges(store, leases, clock);
        this.routes = List.of(
                new PipelineRoutes(
                        new PipelineList(store, clock),
                        new NewPipeline(store, changes, configs, ports.companions()),
                        changes,
                        new PipelineExport(store),
                        new PipelineImport(store, changes, configs, settings.imports()),
                        settings.tempDirectory().resolve("imports")),
                new ConfigRoutes(configs, new PipelineGuard(store), ports.validator(), new Previews(store)),
                new SourceRoutes(new SourceFiles(store), settings.mostUpload()),
                new DashboardRoutes(new Dashboards(store, ports.dashboards())));
    }

    List<Routes.Feature> routes() {
        return routes;
    }

    /** To be settled from time to time. */
    PipelineChanges changes() {
        return changes;
    }
}
