package dev.karet.web.preferences;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.store.Slug;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How the administrator likes to see things. Immutable.
 *
 * @param starred pipelines to be shown first; each once, {@link #MOST_STARRED} at most
 * @param sort the order of pipelines
 * @param other the fields that this version does not know, kept as they are
 */
public record Preferences(List<Slug> starred, Theme theme, Sort sort, OtherFields other) {

    /** How many pipelines may have a star. */
    public static final int MOST_STARRED = 200;

    /** Of somebody who never said anything. */
    public static final Preferences DEFAULT = new Preferences(List.of(), Theme.SYSTEM, Sort.RECENT, OtherFields.NONE);

    public Preferences {
        starred = List.copyOf(starred);
    }

    /** Bright or dark. */
    public enum Theme {
        /** As the browser's system has it. */
        SYSTEM,
        LIGHT,
        DARK;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The order of pipelines. */
    public enum Sort {
        /** The one that ran last first. */
        RECENT,
        NAME,
        /** Those in trouble first. */
        FAILING;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads preferences; faults are reported, and a field that is missing or faulty takes its default. */
    static Preferences read(JsonTree document, Problems problems) {
        Fields fields =
                Fields.of(document, "preferences", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        List<String> written = fields.optionalTexts("starred").orElse(List.of());
        LinkedHashSet<String> starred = new LinkedHashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String name = written.get(i);
            JsonPointer at = fields.at("starred").element(i);
            if (!Slug.isValid(name)) {
                problems.add(
                        Slug.INVALID,
                        at,
                        "What stands here is no pipeline's name.",
                        "A pipeline's name has 1 to 63 letters a to z, digits and dashes, and no dash at either end.");
            } else if (!starred.add(name)) {
                problems.add("starred_twice", at, "\"%s\" has a star already.".formatted(name), "Name it once.");
            }
        }
        if (starred.size() > MOST_STARRED) {
            problems.add(
                    "too_many_stars",
                    fields.at("starred"),
                    "At most %d pipelines can have a star.".formatted(MOST_STARRED),
                    "Take the star from some of them.");
        }
        return new Preferences(
                starred.stream().limit(MOST_STARRED).map(Slug::new).toList(),
                fields.choice(
                        "theme", fields.text("theme", Theme.SYSTEM.label()), List.of(Theme.values()), Theme::label),
                fields.choice("sort", fields.text("sort", Sort.RECENT.label()), List.of(Sort.values()), Sort::label),
                fields.other());
    }

    /** The same with the stars of those pipelines only that {@code there} knows. */
    Preferences onlyStarred(Predicate<Slug> there) {
        return new Preferences(starred.stream().filter(there).toList(), theme, sort, other);
    }

    /** The document that says this. */
    public JsonTree.Obj json() {
        return new Writing()
                .putTexts("starred", starred.stream().map(Slug::value).toList())
                .put("theme", theme.label())
                .put("sort", sort.label())
                .putOther(other)
                .object();
    }
}
