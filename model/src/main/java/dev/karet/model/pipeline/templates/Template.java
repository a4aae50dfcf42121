package dev.karet.model.pipeline.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A pipeline to start from, with dashboards and data to try it on. Its documents are well formed and without a fault. */
public enum Template {
    /** Nothing yet. */
    BLANK("Blank", "An empty pipeline, to build from the first source to the last chart."),
    /** Bank transactions with categories and merchants by keyword, month by month. */
    SPENDING("Spending Tracker", "Bank transactions, sorted into categories and merchants by keyword, month by month."),
    /** Two sources in different units become one table with places. */
    WEATHER(
            "Weather Stations",
            "Daily weather of cities around the world, from stations that measure in different units, on maps and over time."),
    /** Two tables, exact amounts, lookups within lookups, and flows. */
    SHOP(
            "Web Shop",
            "Orders and returns of a web shop, from the channel that brought a customer to the region it is shipped to.");

    private final String title;
    private final String description;

    Template(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The template called {@code name}, as the API names it: {@code blank}, {@code spending}. */
    public static Optional<Template> named(String name) {
        for (Template template : values()) {
            if (template.templateName().equals(name)) return Optional.of(template);
        }
        return Optional.empty();
    }

    /** The name by which the API asks for it. */
    public String templateName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** What it is good for, in one sentence. */
    public String description() {
        return description;
    }

    /** The {@code pipeline.json} of a new pipeline, in UTF-8. */
    public byte[] pipelineJson() {
        return resource("pipeline.json");
    }

    /** The dashboards of a new pipeline, the first to look at first. */
    public List<DashboardFile> dashboards() {
        return switch (this) {
            case BLANK -> List.of();
            case SPENDING -> List.of(dashboard("spending-overview"));
            case WEATHER -> List.of(dashboard("weather-overview"));
            case SHOP -> List.of(dashboard("shop-overview"), dashboard("returns"));
        };
    }

    /** The data of a new pipeline, made up anew and the same at every call; less than 300 kB. */
    public List<SeedFile> seed() {
        return switch (this) {
            case BLANK -> List.of();
            case SPENDING -> SpendingSeed.files();
            case WEATHER -> WeatherSeed.files();
            case SHOP -> ShopSeed.files();
        };
    }

    private DashboardFile dashboard(String name) {
        return new DashboardFile(name, resource("dashboards/" + name + ".json"));
    }

    private byte[] resource(String file) {
        String path = templateName() + "/" + file;
        try (InputStream resource = Template.class.getResourceAsStream(path)) {
            if (resource == null) throw new IllegalStateException("the template " + path + " is not on the class path");
            return resource.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
