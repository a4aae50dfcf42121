package dev.karet.web.templates;

import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.model.pipeline.templates.DashboardFile;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.preview.PipelinePreview;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The templates with what each brings, and their pictures, each drawn once when it is first asked for. Thread-safe. */
public final class Gallery {

    private final List<Card> cards =
            Stream.of(Template.values()).map(Gallery::card).toList();
    private final Map<Template, Picture> pictures = new ConcurrentHashMap<>();

    /**
     * A template as people choose among them. Immutable.
     *
     * @param sources the names of its sources
     * @param tables the names of its tables
     * @param dashboards the titles of its dashboards
     * @param sampleFiles files of made-up data that it brings
     */
    public record Card(
            Template template, List<String> sources, List<String> tables, List<String> dashboards, int sampleFiles) {
        public Card {
            sources = List.copyOf(sources);
            tables = List.copyOf(tables);
            dashboards = List.copyOf(dashboards);
        }
    }

    /**
     * A picture of the pipeline that a template makes.
     *
     * @param mark tells these bytes from all others
     */
    public record Picture(byte[] png, String mark) {}

    /** All templates, the empty one first. */
    public List<Card> cards() {
        return cards;
    }

    /** The picture of the template called {@code name}; empty when there is none of that name. */
    public Optional<Picture> picture(String name) {
        return Template.named(name).map(template -> pictures.computeIfAbsent(template, Gallery::drawn));
    }

    private static Picture drawn(Template template) {
        byte[] png = PipelinePreview.png(config(template));
        return new Picture(png, DocumentText.hash(png));
    }

    private static Card card(Template template) {
        PipelineConfig config = config(template);
        return new Card(
                template,
                config.sourceContainers().stream().map(SourceContainer::name).toList(),
                config.analyticTables().stream().map(AnalyticTable::name).toList(),
                template.dashboards().stream().map(Gallery::title).toList(),
                template.seed().size());
    }

    private static PipelineConfig config(Template template) {
        return switch (PipelineJson.read(template.pipelineJson())) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                throw new IllegalStateException("the template " + template + " is no pipeline: " + problems);
        };
    }

    private static String title(DashboardFile file) {
        return switch (DashboardJson.read(file.bytes())) {
            case ReadResult.Read<Dashboard>(var dashboard) -> dashboard.name();
            case ReadResult.Faulty<Dashboard>(var problems) ->
                throw new IllegalStateException("the dashboard " + file.name() + " is none: " + problems);
        };
    }
}
