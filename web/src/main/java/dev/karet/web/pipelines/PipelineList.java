package dev.karet.web.pipelines;

import dev.karet.model.Problem;
import dev.karet.model.job.JobRecord;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import dev.karet.web.pipelines.PipelineSummary.Health;
import dev.karet.web.pipelines.PipelineSummary.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All pipelines with how they are, in a few small reads each, many side by side. Thread-safe. */
public final class PipelineList {

    private static final int AT_ONCE = 16;

    private final ObjectStore store;
    private final Changes changes;
    private final PipelineFolder folder;
    private final NewestRun runs;

    public PipelineList(ObjectStore store, Clock clock) {
        this.store = store;
        this.changes = new Changes(store);
        this.folder = new PipelineFolder(store);
        this.runs = new NewestRun(store, clock);
    }

    /** Every pipeline, by name. One that is damaged says so and spoils nothing; one that is not made yet, or gone, is left out. */
    public List<PipelineSummary> all() {
        List<Slug> slugs;
        try (var folders = store.listFolders(Layout.PIPELINES)) {
            slugs = folders.filter(Slug::isValid).map(Slug::new).sorted().toList();
        }
        Map<Slug, Change> underWay = changes.all();
        return SideBySide.map(slugs, AT_ONCE, slug -> summary(slug, Optional.ofNullable(underWay.get(slug)))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<PipelineSummary> summary(Slug slug, Optional<Change> change) {
        Optional<StoredObject> config = store.get(Layout.pipelineConfig(slug));
        if (config.isEmpty()) {
            // What is on its way in or out has no pipeline.json either, and neither have the remains of one that is
            // gone.
            return change.isPresent() || folder.isEmpty(slug)
                    ? Optional.empty()
                    : Optional.of(damaged(slug, Optional.empty(), false, Optional.empty(), "It has no pipeline.json."));
        }
        Optional<JobRecord> lastRun = runs.of(slug);
        Optional<Instant> savedAt = Optional.of(config.get().info().lastModified());
        boolean preview = store.head(Layout.preview(slug)).isPresent();
        PipelineSummary summary = switch (PipelineJson.read(config.get().body())) {
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                damaged(slug, lastRun, preview, savedAt, told("pipeline.json cannot be read: ", problems));
            case ReadResult.Read<PipelineConfig>(var read) -> summary(slug, read, lastRun, preview, savedAt);
        };
        return Optional.of(
                change.map(underWay -> summary.during(underWay.words())).orElse(summary));
    }

    private static PipelineSummary summary(
            Slug slug, PipelineConfig config, Optional<JobRecord> lastRun, boolean preview, Optional<Instant> savedAt) {
        List<Problem> faults = PipelineChecker.check(config).errors();
        return new PipelineSummary(
                slug,
                config.analyticTables().stream()
                        .map(table -> new Table(table.id(), table.name()))
                        .toList(),
                config.sourceContainers().size(),
                lastRun,
                faults.isEmpty() || lastRun.filter(PipelineList::isAtWork).isPresent()
                        ? Health.of(lastRun)
                        : Health.FAULTY_CONFIG,
                faults.isEmpty() ? Optional.empty() : Optional.of(told("", faults)),
                Optional.empty(),
                preview,
                savedAt);
    }

    private static boolean isAtWork(JobRecord run) {
        return run.status() == JobRecord.Status.RUNNING;
    }

    private static PipelineSummary damaged(
            Slug slug, Optional<JobRecord> lastRun, boolean preview, Optional<Instant> savedAt, String trouble) {
        return new PipelineSummary(
                slug, List.of(), 0, lastRun, Health.DAMAGED, Optional.of(trouble), Optional.empty(), preview, savedAt);
    }

    private static String told(String before, List<Problem> problems) {
        String first = before + problems.getFirst().message();
        return problems.size() == 1 ? first : first + " (and %d more)".formatted(problems.size() - 1);
    }
}
