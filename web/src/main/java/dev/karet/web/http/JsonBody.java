package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Answers;
import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** JSON in and out of requests. */
final class JsonBody {

    private JsonBody() {}

    /**
     * Reads the body as one JSON object; what {@code reader} finds wrong with it is refused with 400 and every fault at once.
     *
     * @param thing what a message calls the body, such as {@code "the new pipeline"}
     */
    static <T> T read(Context ctx, String thing, Function<Fields, T> reader) {
        Problems problems = new Problems();
        T value = reader.apply(
                Fields.of(tree(ctx), thing, JsonPointer.ROOT, problems).orElseGet(Fields::none));
        if (!problems.isEmpty()) throw refusal(problems.list());
        return value;
    }

    /** Reads the body as any JSON document; refused with 415 when it says to be something else, with 400 when it is no JSON. */
    static JsonTree tree(Context ctx) {
        return tree(bytes(ctx));
    }

    /** Reads a body as any JSON document; refused with 400 when it is no JSON. */
    static JsonTree tree(byte[] body) {
        return switch (JsonText.read(body)) {
            case ReadResult.Read<JsonTree>(var tree) -> tree;
            case ReadResult.Faulty<JsonTree>(var problems) -> throw refusal(problems);
        };
    }

    /** The bytes of a body that says to be JSON, or says nothing. */
    static byte[] bytes(Context ctx) {
        String type = ctx.contentType();
        if (type != null && !bare(type).equals(Answers.JSON)) {
            throw Refusal.of(
                    415,
                    "unsupported_media_type",
                    "This takes JSON only. Send it with Content-Type: application/json.");
        }
        return Body.read(ctx);
    }

    /** A media type without its parameters. */
    static String bare(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal refusal(List<Problem> problems) {
        Problem first = problems.getFirst();
        String code = first.kind().equals("bad_json") ? first.kind() : "bad_request";
        return Refusal.of(400, ApiError.of(code, first.message()).withProblems(problems));
    }

    static void answer(Context ctx, int status, JsonTree tree) {
        Answers.json(ctx, status, JsonText.compact(tree).getBytes(UTF_8));
    }
}
