package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Refusal;
import dev.karet.model.Quoted;
import dev.karet.store.Slug;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What requests about pipelines and their documents say beside their bodies; what they say wrongly is refused with 400. */
final class PipelineParams {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Set<String> FORMS =
            Set.of("multipart/form-data", "application/x-www-form-urlencoded", "application/json");

    private PipelineParams() {}

    /** The pipeline that the path names, exactly as it is called. */
    static Slug slug(Context ctx) {
        String text = ctx.pathParam("slug");
        if (Slug.isValid(text)) return new Slug(text);
        throw Refusal.of(
                400,
                Slug.INVALID,
                "No pipeline can be called %s: names have a to z, 0 to 9 and dashes, at most 63 of them."
                        .formatted(Quoted.text(text)));
    }

    /** A version's number in the path. */
    static long number(Context ctx, String name) {
        String text = ctx.pathParam(name);
        if (NUMBER.matcher(text).matches()) return Long.parseLong(text);
        throw bad("%s is not the number of a version.".formatted(Quoted.text(text)));
    }

    /** A number between 1 and {@code most} in the query. */
    static long number(Context ctx, String name, long absent, long most) {
        String text = ctx.queryParam(name);
        if (text == null) return absent;
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw bad("\"%s\" must be a whole number from 1 to %d.".formatted(name, most));
        }
        return Long.parseLong(text);
    }

    /** A text in the query; empty when it is not there or has nothing but blanks. */
    static Optional<String> text(Context ctx, String name, int longest) {
        String text = ctx.queryParam(name);
        if (text == null || text.isBlank()) return Optional.empty();
        if (text.length() > longest) {
            throw bad("\"%s\" has at most %d characters.".formatted(name, longest));
        }
        boolean none = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c & 0xFFFE) == 0xFFFE);
        if (none) throw bad("\"%s\" has a control character, or one that is none.".formatted(name));
        return Optional.of(text);
    }

    /** Refuses a body that is wrapped in a form, which would be stored with its wrapping. */
    static void requireBareBody(Context ctx) {
        String type = ctx.contentType();
        if (type != null && FORMS.contains(JsonBody.bare(type).toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    415,
                    "unsupported_media_type",
                    "Send the file itself as the body, not a form, with its own Content-Type or application/octet-stream.");
        }
    }

    /** Lets browsers save the answer under {@code name} instead of showing it. */
    static void attach(Context ctx, String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
        ctx.header("Content-Disposition", "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded));
        ctx.header("X-Content-Type-Options", "nosniff");
    }

    static Refusal bad(String message) {
        return Refusal.of(400, "bad_request", message);
    }
}
