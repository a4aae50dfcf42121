package dev.karet.web.drops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.infer.Choices;
import dev.karet.infer.Detection;
import dev.karet.infer.Detector;
import dev.karet.infer.DifferentColumns;
import dev.karet.infer.Unreadable;
import dev.karet.infer.plan.Plan;
import dev.karet.model.Problem;
import dev.karet.model.Quoted;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.web.documents.Expectation;
import dev.karet.web.drops.DropRefused.Reason;
import dev.karet.web.drops.Drops.Drop;
import dev.karet.web.drops.Finding.Severity;
import dev.karet.web.pipelines.ConfigHistory;
import dev.karet.web.pipelines.NewPipeline;
import dev.karet.web.pipelines.PipelineGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Makes dropped files into pipelines, and puts them into ones that are there. Thread-safe. */
public final class DropMaking {

    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Drops drops;
    private final NewPipeline created;
    private final ConfigHistory configs;
    private final PipelineGuard guard;

    public DropMaking(ObjectStore store, Drops drops, NewPipeline created, ConfigHistory configs) {
        this.store = store;
        this.drops = drops;
        this.created = created;
        this.configs = configs;
        this.guard = new PipelineGuard(store);
    }

    /** What is to be made; of {@code slug} a new pipeline when {@code isNew}, and otherwise more of one that is there. */
    public record Wish(List<String> drops, Slug slug, boolean isNew, Optional<String> name, Choices choices) {}

    /** What was made; no dashboard when none was wanted. */
    public record Made(Slug slug, String container, String table, Optional<String> dashboard) {}

    /** What a dropped file is made of. */
    public Detection detect(String id, Choices choices, Detector detector, BooleanSupplier stopWanted)
            throws IOException {
        return detect(drops.get(id), choices, detector, stopWanted);
    }

    private Detection detect(Drop drop, Choices choices, Detector detector, BooleanSupplier stopWanted)
            throws IOException {
        try {
            return detector.detect(new Detector.Question(drops.file(drop), choices, false), stopWanted);
        } catch (Unreadable e) {
            throw DropRefused.of(
                    Reason.UNREADABLE_FILE,
                    "%s cannot be read: %s".formatted(Quoted.text(drop.name()), e.getMessage()));
        }
    }

    /** What would become of a dropped file in a source that is there. */
    public Comparison compare(String id, Slug slug, String container, Detector detector, BooleanSupplier stopWanted)
            throws IOException {
        Drop drop = drops.get(id);
        PipelineConfig config = config(slug);
        SourceContainer source = source(config, container);
        Comparison comparison = Comparison.of(drops.file(drop), detector, config, source, stopWanted);
        List<Finding> findings = new ArrayList<>(comparison.findings());
        try (var objects = store.list(Layout.container(slug, source.pathPrefix()))) {
            objects.forEach(object -> there(drop, object).ifPresent(findings::add));
        }
        return new Comparison(findings, comparison.rows(), comparison.rejected());
    }

    private static Optional<Finding> there(Drop drop, ObjectInfo object) {
        String name = object.key().substring(object.key().lastIndexOf('/') + 1);
        if (name.equals(drop.name())) {
            return Optional.of(Finding.of(
                    "same_name",
                    Severity.WARNING,
                    false,
                    "A file called %s is there already; this one would take its place.".formatted(Quoted.text(name)),
                    Optional.empty()));
        }
        if (object.size() == drop.object().size()
                && object.etag().equals(drop.object().etag())) {
            return Optional.of(Finding.of(
                    "same_content",
                    Severity.WARNING,
                    false,
                    "The file %s has the same content; its rows would be there twice.".formatted(Quoted.text(name)),
                    Optional.empty()));
        }
        return Optional.empty();
    }

    /** Makes source, mapping, table and dashboard, with the files in their place: all of it or nothing. */
    public Made make(Wish wish, Detector detector) throws IOException {
        List<Drop> files = wish.drops().stream().map(drops::get).toList();
        requireDifferentNames(files);
        Detection first = together(files, wish.choices(), detector);
        if (first.columns().stream().allMatch(Detection.Column::skip)) {
            throw DropRefused.of(Reason.BAD_CHOICES, "Every column is left out. Keep at least one.");
        }
        requireDifferentColumns(first);
        String name = wish.name().orElseGet(() -> title(files.getFirst().name()));
        Optional<ConfigHistory.Current> current =
                wish.isNew() ? Optional.empty() : Optional.of(configs.current(wish.slug()));
        PipelineConfig before = wish.isNew() ? Plan.nothing() : config(wish.slug());
        Plan plan = Plan.of(first, name, before);
        PipelineConfig config = plan.in(before);
        CheckResult checked = PipelineChecker.check(config);
        if (!checked.ok()) {
            Problem problem = checked.errors().getFirst();
            throw new DropRefused(Reason.BAD_CHOICES, "This makes no pipeline: " + problem.message(), checked.errors());
        }
        List<NewPipeline.Copy> copies = files.stream()
                .map(file -> new NewPipeline.Copy(
                        file.object().key(),
                        Layout.sourceFile(wish.slug(), plan.source().pathPrefix(), file.name())))
                .toList();
        String dashboard = freeDashboard(wish.slug(), plan.table().id());
        List<NewPipeline.Companion> objects = wish.choices().dashboard()
                ? List.of(new NewPipeline.Companion(
                        Layout.dashboard(wish.slug(), dashboard),
                        JsonText.pretty(plan.dashboard()).getBytes(UTF_8),
                        JSON))
                : List.of();
        String note = "Made from " + files.getFirst().name();
        if (current.isEmpty()) created.create(wish.slug(), config, note, objects, copies);
        else add(wish.slug(), config, current.get(), note, objects, copies);
        return new Made(
                wish.slug(),
                plan.source().id(),
                plan.table().id(),
                wish.choices().dashboard() ? Optional.of(dashboard) : Optional.empty());
    }

    private Detection together(List<Drop> files, Choices choices, Detector detector) throws IOException {
        if (files.size() == 1) return detect(files.getFirst(), choices, detector, () -> false);
        try {
            return detector.detectTogether(files.stream().map(drops::file).toList(), choices, () -> false);
        } catch (DifferentColumns e) {
            throw DropRefused.of(
                    Reason.MIXED_DROPS,
                    "%s and %s do not have the same columns. Make a source for each kind of file."
                            .formatted(
                                    Quoted.text(files.getFirst().name()),
                                    Quoted.text(files.get(e.index()).name())));
        } catch (Unreadable e) {
            throw DropRefused.of(Reason.UNREADABLE_FILE, "One of the files cannot be read: " + e.getMessage());
        }
    }

    private void add(
            Slug slug,
            PipelineConfig config,
            ConfigHistory.Current current,
            String note,
            List<NewPipeline.Companion> objects,
            List<NewPipeline.Copy> copies) {
        guard.requireOpen(slug);
        List<String> put = new ArrayList<>();
        try {
            for (NewPipeline.Copy copy : copies) {
                // A folder that no configuration names may have files of somebody's all the same.
                if (store.head(copy.to()).isPresent()) throw taken(copy.to());
                put.add(copy.to());
                store.copy(copy.from(), copy.to());
            }
            for (NewPipeline.Companion object : objects) {
                put.add(object.key());
                store.put(object.key(), object.body(), object.contentType());
            }
            guard.requireOpen(slug);
            configs.save(
                    slug,
                    tree(PipelineJson.write(config)),
                    new Expectation.OneOf(Set.of(current.mark())),
                    Optional.of(note));
        } catch (RuntimeException e) {
            // Nobody reads from a folder that no configuration names.
            store.deleteAll(put);
            throw e;
        }
    }

    private String freeDashboard(Slug slug, String wanted) {
        String name = wanted;
        for (int n = 2; store.head(Layout.dashboard(slug, name)).isPresent(); n++) name = wanted + "_" + n;
        return name;
    }

    private static DropRefused taken(String key) {
        return DropRefused.of(
                Reason.ALREADY_EXISTS,
                "There is a file %s already, which no source of the pipeline reads. Remove it, or give the new source another name."
                        .formatted(Quoted.text(key)));
    }

    /**
     * Puts files into a source that is there.
     *
     * @param replace whether files of the same names go
     * @param accept whether it is known that rows will be lost
     */
    public void append(
            List<String> ids, Slug slug, String container, boolean replace, boolean accept, Detector detector)
            throws IOException {
        guard.requireOpen(slug);
        SourceContainer source = source(config(slug), container);
        List<Drop> files = ids.stream().map(drops::get).toList();
        requireDifferentNames(files);
        List<Problem> losses = new ArrayList<>();
        for (Drop file : files) {
            String key = Layout.sourceFile(slug, source.pathPrefix(), file.name());
            if (!replace && store.head(key).isPresent()) {
                throw DropRefused.of(
                        Reason.ALREADY_EXISTS,
                        "A file called %s is there already. Say that it is to be replaced, or drop it under another name."
                                .formatted(Quoted.text(file.name())));
            }
            if (accept) continue;
            compare(file.id(), slug, container, detector, () -> false).findings().stream()
                    .filter(Finding::loses)
                    .forEach(finding -> losses.add(Problem.of(finding.kind(), "", finding.message())));
        }
        if (!losses.isEmpty()) {
            throw new DropRefused(
                    Reason.SCHEMA_CHANGED,
                    "Rows would be lost: " + losses.getFirst().message(),
                    losses);
        }
        copyAll(files, file -> Layout.sourceFile(slug, source.pathPrefix(), file.name()));
    }

    /** All files or, when one cannot be copied, none but those that took another's place. */
    private void copyAll(List<Drop> files, Function<Drop, String> keyOf) {
        List<String> added = new ArrayList<>();
        try {
            for (Drop file : files) {
                String key = keyOf.apply(file);
                if (store.head(key).isEmpty()) added.add(key);
                store.copy(file.object().key(), key);
            }
        } catch (RuntimeException e) {
            store.deleteAll(added);
            throw e;
        }
    }

    private static void requireDifferentColumns(Detection detection) {
        Set<String> names = new HashSet<>();
        for (Detection.Column column : detection.columns()) {
            if (column.skip() || names.add(column.name())) continue;
            throw DropRefused.of(
                    Reason.BAD_CHOICES,
                    "Two columns of the table would be called %s. Give one of them another name."
                            .formatted(Quoted.text(column.name())));
        }
    }

    private static void requireDifferentNames(List<Drop> files) {
        Set<String> names = new HashSet<>();
        for (Drop file : files) {
            if (names.add(file.name())) continue;
            throw DropRefused.of(
                    Reason.BAD_NAME, "Two of the files are called %s. Rename one.".formatted(Quoted.text(file.name())));
        }
    }

    private PipelineConfig config(Slug slug) {
        JsonTree document = configs.current(slug)
                .document()
                .orElseThrow(() -> DropRefused.of(Reason.SOURCE_NOT_FOUND, "The pipeline's configuration is no JSON."));
        return switch (PipelineJson.read(JsonText.compact(document))) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                throw new DropRefused(
                        Reason.BAD_CHOICES, "The pipeline's configuration cannot be read. Mend it first.", problems);
        };
    }

    private static SourceContainer source(PipelineConfig config, String id) {
        return config.sourceContainers().stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() -> DropRefused.of(
                        Reason.SOURCE_NOT_FOUND, "The pipeline has no source %s.".formatted(Quoted.text(id))));
    }

    private static JsonTree tree(String json) {
        return switch (JsonText.read(json)) {
            case ReadResult.Read<JsonTree>(var tree) -> tree;
            case ReadResult.Faulty<JsonTree>(var problems) ->
                throw new IllegalStateException("what was written is no JSON: " + problems);
        };
    }

    private static String title(String file) {
        String name = file.replaceAll("(?i)\\.csv(\\.gz)?$", "")
                .replaceAll("[_-]+", " ")
                .strip();
        String title = name.isEmpty() ? "Data" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return title.substring(0, Math.min(100, title.length()));
    }
}
