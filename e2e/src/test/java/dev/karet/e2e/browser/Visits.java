package dev.karet.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.browser.Fault;
import dev.karet.browser.Look;
import dev.karet.browser.Owner;
import dev.karet.browser.Visit;
import dev.karet.model.pipeline.templates.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The visits of one test, on the Karet that all browser tests share. */
final class Visits implements AutoCloseable {

    private static final AtomicInteger PIPELINES = new AtomicInteger();

    private final Ground ground;
    private final List<Visit> begun = new ArrayList<>();
    private final List<Visit> unwatched = new ArrayList<>();
    private final List<Installation> installations = new ArrayList<>();

    Visits(Ground ground) {
        this.ground = ground;
    }

    /** Begins a visit of somebody whom Karet does not know. */
    Visit stranger(Look look) {
        return kept(ground.chromium().stranger(ground.karet().address(), look));
    }

    /** Begins a visit of the owner, signed in. */
    Visit signedIn(Look look) {
        return kept(ground.chromium().signedIn(ground.karet().address(), look, owner().session()));
    }

    /** Begins a stranger's visit that is to meet faults, at which the test looks itself. */
    Visit unwatched(Look look) {
        Visit visit = ground.chromium().stranger(ground.karet().address(), look);
        unwatched.add(visit);
        return visit;
    }

    /** Begins a visit of the owner that is to meet faults, at which the test looks itself. */
    Visit unwatchedOwner(Look look) {
        Visit visit = ground.chromium().signedIn(ground.karet().address(), look, owner().session());
        unwatched.add(visit);
        return visit;
    }

    /** Begins the first visit of all to a Karet of the test's own. */
    Visit first(Look look) throws IOException, InterruptedException {
        return kept(ground.chromium().stranger(own().karet().address(), look));
    }

    /** Starts a Karet of the test's own, on which nobody set a password yet. */
    Installation own() throws IOException, InterruptedException {
        Installation installation = Installation.fresh();
        installations.add(installation);
        return installation;
    }

    /** The owner, for what a page is to find. */
    Owner owner() {
        return ground.owner();
    }

    /** The name of the pipeline that has {@link ManyRows}, made when it is first wanted; tests only look at it. */
    String manyRows() throws IOException, InterruptedException {
        return ground.manyRows();
    }

    /** Creates a pipeline of the test's own and returns its name. */
    String pipeline(String template) throws IOException, InterruptedException {
        String slug = template + "-" + PIPELINES.incrementAndGet();
        owner().create(slug, template);
        return slug;
    }

    /** Creates a pipeline of the test's own that is made like a template, but has no data, and returns its name. */
    String pipelineWithoutData(String template) throws IOException, InterruptedException {
        String slug = pipeline("blank");
        Template made = Template.named(template).orElseThrow();
        owner().configure(slug, new String(made.pipelineJson(), UTF_8));
        return slug;
    }

    private Visit kept(Visit visit) {
        begun.add(visit);
        return visit;
    }

    /** What went wrong on the pages of the test so far. */
    List<Fault> faults() {
        return begun.stream().flatMap(visit -> visit.faults().stream()).toList();
    }

    void requireNoFaults() {
        assertThat(faults().stream().map(Fault::inWords))
                .as("what went wrong on the pages")
                .isEmpty();
    }

    /** Keeps how the pages look now, for whoever reads the failure. */
    List<Path> keep(Path folder, String name) {
        List<Path> all = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) all.addAll(begun.get(i).keep(folder, name + "." + (i + 1)));
        return all;
    }

    @Override
    public void close() throws IOException {
        begun.forEach(Visit::close);
        unwatched.forEach(Visit::close);
        for (Installation installation : installations) installation.close();
    }
}
