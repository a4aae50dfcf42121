package dev.karet.web.http;

import dev.karet.engine.query.SqlRunner;
import dev.karet.engine.query.TableQueries;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.table.LocalCopies;
import dev.karet.web.WebSettings;
import dev.karet.web.dashboards.DashboardData;
import dev.karet.web.dashboards.Dashboards;
import dev.karet.web.events.ObjectEvents;
import dev.karet.web.facts.Build;
import dev.karet.web.facts.Facts;
import dev.karet.web.jobs.Beat;
import dev.karet.web.jobs.RunQueue;
import dev.karet.web.pipelines.ConfigValidator;
import dev.karet.web.pipelines.NewPipeline;
import dev.karet.web.preferences.KeptPreferences;
import dev.karet.web.sql.SavedQueries;
import dev.karet.web.sql.Statements;
import dev.karet.web.tables.ShelvedTables;
import dev.karet.web.tables.TableLimits;
import dev.karet.web.tables.TableShelf;
import dev.karet.web.tables.Tables;
import dev.karet.web.templates.Gallery;
import dev.karet.web.worker.HttpWorkerClient;
import dev.karet.web.worker.WorkerClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The web service put together and listening. Thread-safe. */
public final class WebService implements AutoCloseable {

    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final WebServer server;
    private final JobFeatures jobs;
    private final Opened opened;

    private WebService(WebServer server, JobFeatures jobs, Opened opened) {
        this.server = server;
        this.jobs = jobs;
        this.opened = opened;
    }

    /**
     * What the service stands on; all of it stays the caller's.
     *
     * @param store the bucket
     * @param queries answers questions to tables
     * @param statements runs what users wrote
     * @param embedded whether the store is Karet's own, in this process
     */
    public record Ground(
            ObjectStore store, TableQueries queries, SqlRunner statements, Clock clock, boolean embedded) {}

    /** What has been opened so far, to be closed in the opposite order. For one thread at a time. */
    private static final class Opened implements AutoCloseable {

        private final Deque<Runnable> closings = new ArrayDeque<>();

        private void then(Runnable closing) {
            closings.push(closing);
        }

        @Override
        public void close() {
            while (!closings.isEmpty()) closings.pop().run();
        }
    }

    /**
     * Starts listening.
     *
     * @throws dev.karet.http.HttpPort.PortTaken when the port is not free
     */
    public static WebService start(WebSettings settings, Ground ground) {
        Opened opened = new Opened();
        try {
            return start(settings, ground, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static WebService start(WebSettings settings, Ground ground, Opened opened) {
        WebMetrics metrics = new WebMetrics();
        opened.then(metrics::close);
        HttpWorkerClient worker =
                new HttpWorkerClient(settings.worker().url(), settings.worker().token());
        opened.then(worker::close);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        opened.then(background::shutdownNow);
        JobFeatures jobs = new JobFeatures(
                new JobFeatures.Ground(
                        ground.store(),
                        settings.store().bucket(),
                        ground.clock(),
                        worker,
                        background,
                        settings.webhookSecret()),
                RunQueue.Patience.DEFAULT.with(settings.leaseTerm()));
        LocalCopies copies = LocalCopies.open(
                ground.store(),
                settings.tempDirectory().resolve("tables"),
                settings.queries().cacheBytes());
        opened.then(copies::close);
        TableLimits limits = TableLimits.within(settings.queries().deadline());
        TableShelf shelf = new TableShelf(ground.store(), copies, limits.fetching());
        Tables tables = new Tables(shelf, copies, ground.queries(), limits);
        Statements statements = new Statements(
                ground.statements(),
                new ShelvedTables(shelf, copies),
                settings.queries().mostRows());
        SqlRoutes sql = new SqlRoutes(statements, new SavedQueries(ground.store(), ground.clock()));
        opened.then(sql::close);
        PipelineFeatures pipelines = new PipelineFeatures(
                ground.store(),
                new Leases(ground.store(), settings.leaseTerm(), ground.clock()),
                ground.clock(),
                settings,
                new PipelineFeatures.Ports(
                        json -> checked(worker, json), NewPipeline.Companions.ofTemplates(), jobs.firstRun()::of));
        Auth auth = Auth.of(settings, ground.store(), ground.clock());
        List<Routes.Feature> features = new ArrayList<>(
                List.of(new ServiceRoutes(), new ContractPage(), new Pages(PageFiles.ofThisBuild()), metrics));
        features.addAll(auth.features());
        features.addAll(pipelines.routes());
        features.addAll(jobs.routes());
        features.add(pipelines.drops(jobs.jobs()));
        features.add(new TableRoutes(tables));
        features.add(new DashboardDataRoutes(
                new Dashboards(ground.store()), new DashboardData(shelf, ground.queries(), limits)));
        features.add(sql);
        features.add(new TemplateRoutes(new Gallery()));
        features.add(new PreferenceRoutes(new KeptPreferences(ground.store())));
        features.add(new FactRoutes(
                new Facts(new Facts.Ground(ground.store(), worker, background, ground.clock(), Facts.Patience.DEFAULT)),
                Build.ofThis(),
                settings,
                ground.embedded()));
        WebServer server = WebServer.start(settings, auth.gate(), features);
        opened.then(server::close);
        // Streams of those who watch runs end before the port waits for its last answers.
        opened.then(jobs::close);
        Beat beat = jobs.begin();
        opened.then(beat::close);
        Beat settling = Beat.start(SETTLING, List.of(() -> background.execute(pipelines::settle)));
        opened.then(settling::close);
        return new WebService(server, jobs, opened);
    }

    private static CheckResult checked(WorkerClient worker, byte[] pipelineJson) {
        return worker.validate(pipelineJson)
                .orElseThrow(() -> new ConfigValidator.Unavailable(
                        "No worker answers at %s, so nobody can check the configuration now."
                                .formatted(worker.address())));
    }

    /** Where the service answers, with the port it really has. */
    public URI address() {
        return server.address();
    }

    /** Takes the events of a store in this process. */
    public ObjectEvents events() {
        return jobs.events();
    }

    List<Routes.Route> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        opened.close();
    }
}
