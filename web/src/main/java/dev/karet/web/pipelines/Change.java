package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.store.Slug;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is being done to a pipeline as a whole, written down before it begins so that anybody can bring it to its end. Immutable.
 *
 * @param id tells this change from every other
 * @param other the other pipeline of a renaming; that of the record itself for everything else
 * @param copied of {@link Kind#LEAVES}: whether all objects are under the new name, so that the old ones may go
 */
record Change(String id, Kind kind, Slug other, Instant began, boolean copied) {

    /** What is being done. */
    enum Kind {
        /** The pipeline is made, from a template or an archive; it exists once it has its {@code pipeline.json}. */
        CREATED("being created"),
        /** The pipeline gets the name {@code other}. */
        LEAVES("being renamed"),
        /** The pipeline {@code other} gets this name. */
        ARRIVES("being named"),
        /** Everything of the pipeline goes. */
        DELETED("being deleted");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What a sentence says of the pipeline. */
    String words() {
        return kind.words;
    }

    /** This renaming, all objects being under the new name. */
    Change allCopied() {
        return new Change(id, kind, other, began, true);
    }

    byte[] json() {
        return JsonText.pretty(new Writing()
                        .put("id", id)
                        .put("kind", kind.label())
                        .put("other", other.value())
                        .put("began", began.toString())
                        .put("copied", copied)
                        .object())
                .getBytes(UTF_8);
    }

    /** The change in {@code document}; empty when it is none. */
    static Optional<Change> read(byte[] document) {
        return switch (JsonText.read(document)) {
            case ReadResult.Faulty<JsonTree> _ -> Optional.empty();
            case ReadResult.Read<JsonTree>(var tree) -> read(tree);
        };
    }

    private static Optional<Change> read(JsonTree tree) {
        Problems problems = new Problems();
        Fields fields =
                Fields.of(tree, "the change", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        String other = fields.text("other");
        Kind kind = fields.choice("kind", fields.text("kind"), List.of(Kind.values()), Kind::label);
        String id = fields.text("id");
        boolean copied = fields.bool("copied");
        String began = fields.text("began");
        if (!problems.isEmpty() || !Slug.isValid(other)) return Optional.empty();
        try {
            return Optional.of(new Change(id, kind, new Slug(other), Instant.parse(began), copied));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
