package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.web.documents.Expectation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks of documents in headers: {@code ETag}, {@code If-Match} and {@code If-None-Match} (RFC 9110). */
final class DocumentMarks {

    private static final Pattern LISTED = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(?:,|$)");

    private DocumentMarks() {}

    /** What a save expects to find. */
    static Expectation expected(Context ctx) {
        String match = ctx.header("If-Match");
        String none = ctx.header("If-None-Match");
        if (match != null && none != null) {
            throw Params.bad("If-Match and If-None-Match contradict each other. Send one of them.");
        }
        if (none != null) {
            if (none.strip().equals("*")) return new Expectation.Nothing();
            throw Params.bad("If-None-Match must be * here: save only when nothing is there.");
        }
        if (match == null) return new Expectation.Anything();
        return match.strip().equals("*")
                ? new Expectation.Something()
                : new Expectation.OneOf(strong("If-Match", match));
    }

    /** Weak marks never match where one must be sure. */
    private static Set<String> strong(String header, String value) {
        Set<String> marks = new HashSet<>();
        Matcher matcher = LISTED.matcher(value);
        int at = 0;
        while (at < value.length() && matcher.find(at) && matcher.start() == at) {
            if (matcher.group(1) == null) marks.add(matcher.group(2));
            at = matcher.end();
        }
        if (at < value.length() || value.isBlank()) {
            throw Params.bad("%s must be * or ETags in quotes, as answers have them.".formatted(header));
        }
        return marks;
    }

    static void put(Context ctx, String mark) {
        ctx.header("ETag", "\"" + mark + "\"");
    }

    /** Puts the mark into the answer; true when whoever asked has just that already, and the answer is 304. */
    static boolean isKnown(Context ctx, String mark) {
        put(ctx, mark);
        String none = ctx.header("If-None-Match");
        if (none == null || !(none.strip().equals("*") || none.contains("\"" + mark + "\""))) return false;
        ctx.status(304);
        return true;
    }

    /** Answers 412, with the mark of what is there, when what a save expected is not. */
    static Handler checking(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (Expectation.Missed missed) {
                missed.mark().ifPresent(mark -> put(ctx, mark));
                throw Refusal.of(412, "precondition_failed", String.valueOf(missed.getMessage()));
            }
        };
    }
}
