package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What stands in an address: names in its path, values in its query. What is none of them is refused with 400. */
final class Params {

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

    /** A whole number of the query. */
    static int number(Context ctx, String name, int least, int most, int absent) {
        Optional<String> text = text(ctx, name);
        if (text.isEmpty()) return absent;
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            throw refused(name, "a whole number from %d to %d".formatted(least, most));
        }
        throw refused(name, "a whole number from %d to %d".formatted(least, most));
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
}
