package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.web.documents.DocumentText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one version of a configuration without its document. Immutable.
 *
 * <p>A version is stored as two lines of JSON: this, and the document. So a list of versions reads the beginnings only.
 *
 * @param at when it was saved, or first seen
 * @param note what its author says about it
 * @param size bytes of the document without white space
 * @param hash of the document, {@link DocumentText#hash(JsonTree)}
 */
public record ConfigVersion(long number, Instant at, Optional<String> note, int size, String hash) {

    /** Characters that a note may have. */
    public static final int LONGEST_NOTE = 500;

    /** More than a first line can have: a note of nothing but escapes makes 3,000 bytes. */
    static final int FIRST_LINE = 4_096;

    /** What a client calls the version by. */
    public String mark() {
        return "v%d-%s".formatted(number, hash.substring(0, 16));
    }

    /** A version with its document. */
    public record WithDocument(ConfigVersion version, JsonTree document) {

        static WithDocument of(long number, Instant at, Optional<String> note, JsonTree document) {
            byte[] compact = JsonText.compact(document).getBytes(UTF_8);
            return new WithDocument(
                    new ConfigVersion(number, at, note, compact.length, DocumentText.hash(compact)), document);
        }

        /** As it is stored; no two calls give the same bytes, so that of two who create one version one wins. */
        byte[] stored() {
            Writing line = new Writing()
                    .put("number", new JsonTree.Num(Long.toString(version.number)))
                    .put("at", version.at.toString())
                    .put("note", version.note)
                    .put("size", version.size)
                    .put("hash", version.hash)
                    .put("writer", UUID.randomUUID().toString());
            return (JsonText.compact(line.object()) + "\n" + JsonText.compact(document) + "\n").getBytes(UTF_8);
        }

        /** The version that is stored as {@code bytes}; empty when it is damaged. */
        static Optional<WithDocument> read(long number, byte[] bytes) {
            int end = lineEnd(bytes);
            if (end < 0) return Optional.empty();
            return ConfigVersion.read(number, bytes).flatMap(version -> switch (JsonText.read(
                    Arrays.copyOfRange(bytes, end + 1, bytes.length - 1))) {
                case ReadResult.Faulty<JsonTree> _ -> Optional.empty();
                case ReadResult.Read<JsonTree>(var document) -> Optional.of(new WithDocument(version, document));
            });
        }
    }

    /** What the beginning of a stored version says; empty when it is damaged. */
    static Optional<ConfigVersion> read(long number, byte[] beginning) {
        int end = lineEnd(beginning);
        if (end < 0) return Optional.empty();
        return switch (JsonText.read(Arrays.copyOf(beginning, end))) {
            case ReadResult.Faulty<JsonTree> _ -> Optional.empty();
            case ReadResult.Read<JsonTree>(var line) -> read(number, line);
        };
    }

    private static Optional<ConfigVersion> read(long number, JsonTree line) {
        Problems problems = new Problems();
        Fields fields =
                Fields.of(line, "the version", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        String at = fields.text("at");
        String hash = fields.text("hash");
        int size = fields.integer("size");
        Optional<String> note = fields.optionalText("note");
        if (!problems.isEmpty() || hash.length() != 64) return Optional.empty();
        try {
            return Optional.of(new ConfigVersion(number, Instant.parse(at), note, size, hash));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int lineEnd(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') return i;
        }
        return -1;
    }
}
