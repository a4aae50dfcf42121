package dev.karet.web.pipelines;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import java.util.List;
import java.util.stream.Stream;

/** Makes pipelines from templates. Thread-safe. */
public final class NewPipeline {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    private final ObjectStore store;
    private final PipelineChanges changes;
    private final ConfigHistory configs;
    private final Companions companions;

    /** @param companions what pipelines begin with besides their configuration */
    public NewPipeline(ObjectStore store, PipelineChanges changes, ConfigHistory configs, Companions companions) {
        this.store = store;
        this.changes = changes;
        this.configs = configs;
        this.companions = companions;
    }

    /** Knows the dashboards and the data of templates. */
    @FunctionalInterface
    public interface Companions {
        List<Companion> of(Slug slug, Template template);

        /** The dashboards and the data that templates bring themselves. */
        static Companions ofTemplates() {
            return (slug, template) -> Stream.concat(
                            template.dashboards().stream()
                                    .map(dashboard -> new Companion(
                                            Layout.dashboard(slug, dashboard.name()), dashboard.bytes(), JSON)),
                            template.seed().stream()
                                    .map(file -> new Companion(Layout.pipeline(slug) + file.key(), file.bytes(), CSV)))
                    .toList();
        }
    }

    /** An object of a new pipeline. */
    public record Companion(String key, byte[] body, String contentType) {}

    /**
     * Creates a pipeline: whole or not at all.
     *
     * @throws PipelineRefused when there is one of that name
     */
    public void create(Slug slug, Template template) {
        byte[] document = template.pipelineJson();
        JsonTree tree = tree(document);
        PipelineConfig config = ConfigHistory.wellFormed(tree);
        changes.create(slug, permit -> {
            SideBySide.forEach(companions.of(slug, template), PipelineFolder.AT_ONCE, companion -> {
                permit.require();
                store.put(companion.key(), companion.body(), companion.contentType());
            });
            configs.begin(slug, tree, "From the template " + template.title());
            return document;
        });
        configs.tell(slug, config);
    }

    /** An object that a new pipeline gets a copy of. */
    public record Copy(String from, String to) {}

    /**
     * Creates a pipeline of a configuration of its own: whole or not at all.
     *
     * @throws PipelineRefused when there is one of that name
     */
    public void create(Slug slug, PipelineConfig config, String note, List<Companion> objects, List<Copy> copies) {
        byte[] document = PipelineJson.writeBytes(config);
        changes.create(slug, permit -> {
            for (Copy copy : copies) {
                permit.require();
                store.copy(copy.from(), copy.to());
            }
            for (Companion companion : objects) {
                permit.require();
                store.put(companion.key(), companion.body(), companion.contentType());
            }
            configs.begin(slug, tree(document), note);
            return document;
        });
        configs.tell(slug, config);
    }

    private static JsonTree tree(byte[] document) {
        return switch (JsonText.read(document)) {
            case ReadResult.Read<JsonTree>(var tree) -> tree;
            case ReadResult.Faulty<JsonTree>(var problems) ->
                throw new IllegalStateException("a template is no JSON: " + problems);
        };
    }
}
