package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.Quoted;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request says beside its body: names in its path, values in its query, the body's type. What is none of them is refused. */
final class Params {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,10}");
    private static final Set<String> FORMS =
            Set.of("multipart/form-data", "application/x-www-form-urlencoded", "application/json");

    private Params() {}

    /** The pipeline that the path names. */
    static Slug slug(Context ctx) {
        String text = ctx.pathParam("slug");
        if (Slug.isValid(text)) return new Slug(text);
        Problem problem = Problem.of(
                Slug.INVALID,
                "",
                "What stands for the pipeline's name in the address is none.",
                "A pipeline's name has 1 to 63 letters a to z, digits and dashes, and no dash at either end.");
        throw Refusal.of(400, ApiError.of(Slug.INVALID, problem.message()).withProblems(List.of(problem)));
    }

    /** The run that the path names; 404 when no run can have that name. */
    static JobId job(Context ctx) {
        return JobId.parse(ctx.pathParam("id"))
                .orElseThrow(() -> Refusal.of(
                        404, "job_not_found", "A run has an id such as job-1700000000000-a1b2c3; this is none."));
    }

    /** A value of the query; empty when it is not there. */
    static Optional<String> text(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name));
    }

    /** A text of the query that stands in one line; empty when it is not there or has nothing but blanks. */
    static Optional<String> line(Context ctx, String name, int longest) {
        Optional<String> text = text(ctx, name).filter(value -> !value.isBlank());
        if (text.isEmpty()) return text;
        if (text.get().length() > longest) throw refused(name, "a text of at most %d characters".formatted(longest));
        boolean none = text.get()
                .codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c & 0xFFFE) == 0xFFFE);
        if (none) throw refused(name, "a text without control characters");
        return text;
    }

    /** A whole number of the query. */
    static int number(Context ctx, String name, int least, int most, int absent) {
        return Math.toIntExact(wide(ctx, name, least, most, absent));
    }

    /** A whole number of the query that may be beyond an int. */
    static long wide(Context ctx, String name, long least, long most, long absent) {
        Optional<String> text = text(ctx, name);
        if (text.isEmpty()) return absent;
        if (NUMBER.matcher(text.get()).matches()) {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) return number;
        }
        throw refused(name, "a whole number from %d to %d".formatted(least, most));
    }

    /** The number of a version that the path names. */
    static long version(Context ctx, String name) {
        String text = ctx.pathParam(name);
        if (NUMBER.matcher(text).matches() && !text.startsWith("-")) return Long.parseLong(text);
        throw bad("%s is not the number of a version.".formatted(Quoted.text(text)));
    }

    /** Whether the query says {@code name=true}. */
    static boolean flag(Context ctx, String name) {
        return switch (text(ctx, name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name, "true or false");
        };
    }

    static Refusal refused(String name, String wanted) {
        return Refusal.of(400, "bad_request", "\"%s\" in the address must be %s.".formatted(name, wanted));
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
