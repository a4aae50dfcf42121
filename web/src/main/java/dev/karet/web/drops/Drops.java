package dev.karet.web.drops;

import dev.karet.infer.StoredFile;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.web.drops.DropRefused.Reason;
import dev.karet.web.sources.SourceName;
import dev.karet.web.sources.SourceRefused;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Dropped files in the bucket, each for a day. Thread-safe. */
public final class Drops {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern TAKEN = Pattern.compile("(?i)(.+)\\.(csv|tsv|txt)(\\.gz)?");

    private final ObjectStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Drops(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A dropped file.
     *
     * @param name under which a source gets it; it ends in {@code .csv} or {@code .csv.gz} whatever it was sent with
     */
    public record Drop(String id, String name, ObjectInfo object) {}

    /** The name under which a run reads a file that was sent as {@code name}. */
    static SourceName sourceName(String name) {
        var taken = TAKEN.matcher(name);
        if (!taken.matches()) {
            throw DropRefused.of(
                    Reason.BAD_NAME,
                    "Only text files are taken: names that end in .csv, .tsv or .txt, or in one of them and .gz. Save a workbook as CSV first, and unpack an archive.");
        }
        String end = taken.group(3) == null ? ".csv" : ".csv.gz";
        try {
            return SourceName.of("", taken.group(1) + end);
        } catch (SourceRefused refused) {
            throw DropRefused.of(Reason.BAD_NAME, String.valueOf(refused.getMessage()));
        }
    }

    /** Takes a file in; what {@code body} throws ends it, and nothing is stored. */
    public Drop put(String name, InputStream body, long most) {
        SourceName stored = sourceName(name);
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        ObjectInfo object = store.putStream(Layout.drop(id, stored.name()), body, most, "application/octet-stream");
        return new Drop(id, stored.name(), object);
    }

    /**
     * One dropped file.
     *
     * @throws DropRefused when there is none
     */
    public Drop get(String id) {
        if (!ID.matcher(id).matches()) throw notFound();
        String folder = Layout.drop(id);
        try (var objects = store.list(folder)) {
            return objects.findFirst()
                    .filter(object -> !isOld(object))
                    .map(object -> new Drop(id, object.key().substring(folder.length()), object))
                    .orElseThrow(Drops::notFound);
        }
    }

    public void delete(String id) {
        store.delete(get(id).object().key());
    }

    /** The file as something to look at. */
    public StoredFile file(Drop drop) {
        return new StoredFile() {
            @Override
            public String name() {
                return drop.name().toLowerCase(Locale.ROOT);
            }

            @Override
            public InputStream open() {
                return store.open(drop.object().key()).body();
            }
        };
    }

    /** Removes what is older than a day. To be called from time to time. */
    public void sweep() {
        List<String> old;
        try (var objects = store.list(Layout.DROPS)) {
            old = objects.filter(this::isOld).map(ObjectInfo::key).toList();
        }
        if (!old.isEmpty()) store.deleteAll(old);
    }

    private boolean isOld(ObjectInfo object) {
        Instant now = clock.instant();
        return object.lastModified().plus(KEPT).isBefore(now);
    }

    private static DropRefused notFound() {
        return DropRefused.of(
                Reason.DROP_NOT_FOUND, "There is no such dropped file. Files are kept for a day; drop it again.");
    }
}
