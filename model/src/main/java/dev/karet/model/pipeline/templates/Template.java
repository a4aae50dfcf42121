package dev.karet.model.pipeline.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** A pipeline to start from. Its document is well formed and without a fault. */
public enum Template {
    /** Nothing yet. */
    BLANK("Blank"),
    /** Bank transactions with categories and merchants by keyword, month by month. */
    SPENDING("Spending Tracker");

    private final String title;

    Template(String title) {
        this.title = title;
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

    /** The {@code pipeline.json} of a new pipeline, in UTF-8. */
    public byte[] pipelineJson() {
        String file = templateName() + ".json";
        try (InputStream resource = Template.class.getResourceAsStream(file)) {
            if (resource == null) throw new IllegalStateException("the template " + file + " is not on the class path");
            return resource.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
