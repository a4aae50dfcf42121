package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.pipelines.NewPipeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A web service that knows pipelines and nothing else, over a store of the test's. */
final class PipelineFixture implements AutoCloseable {

    static final Duration TERM = Duration.ofSeconds(30);

    private final WebFixture web;
    private final PipelineFeatures features;

    /** A service whose templates are nothing but configurations. */
    PipelineFixture(ObjectStore store, Path temp, Map<String, String> variables) {
        this(store, temp, variables, (slug, template) -> List.of());
    }

    PipelineFixture(ObjectStore store, Path temp, Map<String, String> variables, NewPipeline.Companions companions) {
        var all = new HashMap<>(variables);
        all.put("KARET_TEMP_DIR", temp.toString());
        WebSettings settings = WebFixture.settings(all);
        Clock clock = Clock.systemUTC();
        features = new PipelineFeatures(
                store,
                new Leases(store, TERM, clock),
                clock,
                settings,
                new PipelineFeatures.Ports(
                        document -> new CheckResult(List.of(), List.of()), companions, slug -> Optional.empty()));
        web = WebFixture.start(settings, WebFixture.OPEN, features.routes().toArray(Routes.Feature[]::new));
    }

    ApiClient client() {
        return web.client();
    }

    PipelineFeatures features() {
        return features;
    }

    List<Routes.Route> routes() {
        return web.server().routes();
    }

    /** A configuration that runs. */
    static String spending() {
        return new String(Template.SPENDING.pipelineJson(), UTF_8);
    }

    @Override
    public void close() {
        web.close();
    }
}
