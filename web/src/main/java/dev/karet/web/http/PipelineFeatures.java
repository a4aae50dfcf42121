package dev.karet.web.http;

import dev.karet.model.job.JobRecord;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.WebSettings;
import dev.karet.web.dashboards.Dashboards;
import dev.karet.web.drops.DropMaking;
import dev.karet.web.drops.Drops;
import dev.karet.web.jobs.Jobs;
import dev.karet.web.pipelines.ConfigHistory;
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
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pipelines, their configurations, sources and dashboards, put together over one bucket. Thread-safe. */
final class PipelineFeatures {

    private static final Logger log = LoggerFactory.getLogger(PipelineFeatures.class);

    private final PipelineChanges changes;
    private final NewPipeline created;
    private final ConfigHistory configs;
    private final ObjectStore store;
    private final Drops drops;
    private final WebSettings settings;
    private final List<Routes.Feature> routes;

    /**
     * What these features leave to others.
     *
     * @param validator the worker, asked to check a configuration
     * @param companions what pipelines of a template begin with besides their configuration
     * @param firstRun starts the first run of a pipeline that was just made, if it needs one
     */
    record Ports(
            ConfigValidator validator,
            NewPipeline.Companions companions,
            Function<Slug, Optional<JobRecord>> firstRun) {}

    /** @param leases of the same term as the workers' */
    PipelineFeatures(ObjectStore store, Leases leases, Clock clock, WebSettings settings, Ports ports) {
        Previews previews = new Previews(store);
        this.store = store;
        this.settings = settings;
        this.drops = new Drops(store, clock);
        this.configs = new ConfigHistory(store, clock, previews::draw);
        this.changes = new PipelineChanges(store, leases, clock);
        this.created = new NewPipeline(store, changes, configs, ports.companions());
        this.routes = List.of(
                new PipelineRoutes(
                        new PipelineList(store, clock),
                        created,
                        changes,
                        new PipelineExport(store),
                        new PipelineImport(store, changes, configs, settings.imports()),
                        ports.firstRun(),
                        settings.tempDirectory().resolve("imports")),
                new ConfigRoutes(configs, new PipelineGuard(store), ports.validator(), previews),
                new SourceRoutes(new SourceFiles(store), settings.mostUpload()),
                new DashboardRoutes(new Dashboards(store)));
    }

    /** What becomes of dropped files; runs are started with {@code jobs}. */
    DropRoutes drops(Jobs jobs) {
        return new DropRoutes(
                drops,
                new DropMaking(store, drops, created, configs),
                jobs,
                settings.tempDirectory().resolve("drops"),
                settings.mostUpload());
    }

    List<Routes.Feature> routes() {
        return routes;
    }

    /** Finishes what a service that died left by half; to be called at the start and from time to time. */
    void settle() {
        try {
            changes.settleAll();
            drops.sweep();
        } catch (StoreException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("changes of pipelines could not be settled");
        }
    }
}
