package dev.karet.web.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an S3 store says has happened, in the form that AWS made up and RustFS and others took over. Immutable. */
public record S3Notification(List<Event> events) {

    private static final int MOST = 10_000;

    public S3Notification {
        events = List.copyOf(events);
    }

    /**
     * One object that was made or removed.
     *
     * @param key decoded
     */
    public record Event(String bucket, String key) {}

    /** A body that is no notification. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /**
     * Reads a notification. Records of other events, and those without a bucket or a key, which some stores send for multipart uploads, are left
     * out; a notification without records, which AWS sends as a test, has no event.
     *
     * @throws Unreadable when it is none
     */
    public static S3Notification read(JsonTree body) {
        Problems problems = new Problems();
        Fields fields =
                Fields.of(body, "a notification", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        List<Optional<Event>> records =
                fields.optionalList("Records", S3Notification::event).orElse(List.of());
        if (!problems.isEmpty()) throw new Unreadable(problems.list().getFirst());
        if (records.size() > MOST) {
            throw new Unreadable(Problem.of(
                    "too_many_records",
                    "/Records",
                    "The notification has %d records; %d are taken at once.".formatted(records.size(), MOST)));
        }
        List<Event> events = new ArrayList<>();
        records.forEach(record -> record.ifPresent(events::add));
        return new S3Notification(events);
    }

    private static Optional<Event> event(JsonTree record, JsonPointer at) {
        String name = text(record, "eventName");
        String plain = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
        if (!plain.startsWith("ObjectCreated:") && !plain.startsWith("ObjectRemoved:")) return Optional.empty();
        JsonTree s3 = child(record, "s3");
        String bucket = text(child(s3, "bucket"), "name");
        Optional<String> key = decoded(text(child(s3, "object"), "key"));
        return bucket.isEmpty() || key.isEmpty() ? Optional.empty() : Optional.of(new Event(bucket, key.get()));
    }

    /** Keys come as forms encode them: a space is a plus, and the rest is in percents. */
    private static Optional<String> decoded(String key) {
        try {
            return key.isEmpty() ? Optional.empty() : Optional.of(URLDecoder.decode(key, UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonTree child(JsonTree tree, String name) {
        return tree instanceof JsonTree.Obj(Map<String, JsonTree> fields)
                ? fields.getOrDefault(name, new JsonTree.Null())
                : new JsonTree.Null();
    }

    private static String text(JsonTree tree, String name) {
        return child(tree, name) instanceof JsonTree.Text(var value) ? value : "";
    }
}
