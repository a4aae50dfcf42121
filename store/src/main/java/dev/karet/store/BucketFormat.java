package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import java.util.OptionalInt;

/** Says in the bucket which version of {@link Layout} it is written in, so that an older Karet never misreads a newer one's. */
public final class BucketFormat {

    /** The version that this Karet reads and writes. */
    public static final int VERSION = 1;

    private BucketFormat() {}

    /** A bucket that this version of Karet must leave alone. The message says why and what to do. */
    public static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message);
        }
    }

    /**
     * Returns when this Karet may use the bucket; one that says nothing, as the original Karet leaves it, is marked with our version.
     *
     * @throws Unsupported when the bucket is of a newer version, or what says so cannot be read
     */
    public static void require(ObjectStore store) {
        byte[] ours = "{\"version\": %d}%n".formatted(VERSION).getBytes(UTF_8);
        StoredObject found = store.get(Layout.FORMAT).orElse(null);
        if (found == null) {
            switch (store.createOnly(Layout.FORMAT, ours, "application/json")) {
                case PutResult.Stored _ -> {
                    return;
                }
                // Another service of ours was first; what it wrote is looked at like anything else.
                case PutResult.Lost _ -> found = store.get(Layout.FORMAT).orElse(null);
            }
        }
        OptionalInt version = found == null ? OptionalInt.empty() : version(found.body());
        if (version.isEmpty()) {
            throw new Unsupported(
                    "%s in the bucket says in no way that this Karet can read which version the bucket is of. It should be %s"
                            .formatted(Layout.FORMAT, new String(ours, UTF_8).strip()));
        }
        if (version.getAsInt() > VERSION) {
            throw new Unsupported(
                    "The bucket is of format version %d, and this Karet knows versions up to %d. Use a newer Karet on it; nothing was changed."
                            .formatted(version.getAsInt(), VERSION));
        }
    }

    /** The version that the bucket says to be of; empty when it says nothing that can be read. */
    public static OptionalInt of(ObjectStore store) {
        return store.get(Layout.FORMAT).map(found -> version(found.body())).orElse(OptionalInt.empty());
    }

    private static OptionalInt version(byte[] document) {
        return switch (JsonText.read(document)) {
            case ReadResult.Faulty<JsonTree> _ -> OptionalInt.empty();
            case ReadResult.Read<JsonTree>(var tree) -> {
                Problems problems = new Problems();
                int version = Fields.of(tree, "the format", JsonPointer.ROOT, problems)
                        .orElseGet(Fields::none)
                        .integer("version");
                yield problems.isEmpty() && version >= 1 ? OptionalInt.of(version) : OptionalInt.empty();
            }
        };
    }
}
