package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a token of a script's; not the token itself. Immutable.
 *
 * @param name what its owner calls it
 * @param hash of the whole token: SHA-256 in hex, which is enough for something that nobody can guess
 */
public record ApiToken(String id, String name, Scope scope, Instant created, String hash) {

    /** Characters that a name has at most. */
    public static final int LONGEST_NAME = 100;

    /** Why {@code name} will not do, as a sentence; empty when it will. */
    public static Optional<String> faultOfName(String name) {
        if (name.isBlank()) return Optional.of("A token needs a name.");
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Optional.of("A token's name has at most %d characters.".formatted(LONGEST_NAME));
        }
        return name.codePoints().anyMatch(Character::isISOControl)
                ? Optional.of("A token's name is one line, without control characters.")
                : Optional.empty();
    }

    /** Reads the stored document; empty when it is not one of ours. */
    static Optional<ApiToken> read(byte[] json) {
        if (!(JsonText.read(json) instanceof ReadResult.Read<JsonTree>(var tree))) return Optional.empty();
        Problems problems = new Problems();
        return Fields.of(tree, "a token", JsonPointer.ROOT, problems)
                .flatMap(fields -> token(fields).filter(_ -> problems.isEmpty()));
    }

    private static Optional<ApiToken> token(Fields fields) {
        try {
            return Optional.of(new ApiToken(
                    fields.text("id"),
                    fields.text("name"),
                    fields.choice("scope", fields.text("scope"), List.of(Scope.values()), Scope::label),
                    Instant.parse(fields.text("created_at")),
                    fields.text("sha256")));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    byte[] json() {
        return JsonText.compact(new Writing()
                        .put("version", 1)
                        .put("id", id)
                        .put("name", name)
                        .put("scope", scope.label())
                        .put("created_at", created.toString())
                        .put("sha256", hash)
                        .object())
                .getBytes(UTF_8);
    }
}
