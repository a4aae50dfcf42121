package dev.karet.web.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.Quoted;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import dev.karet.web.documents.Expectation;
import dev.karet.web.pipelines.PipelineGuard;
import dev.karet.web.pipelines.PipelineRefused;
import dev.karet.web.sources.SourceRefused.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that users upload for a pipeline to read. Thread-safe.
 *
 * <p>A file is there whole or not at all: an upload becomes visible when its last byte has come.
 */
public final class SourceFiles {

    private static final int AT_ONCE = 8;
    private static final String CSV = "text/csv";
    private static final String GZIP = "application/gzip";

    private final ObjectStore store;
    private final PipelineGuard guard;

    public SourceFiles(ObjectStore store) {
        this.store = store;
        this.guard = new PipelineGuard(store);
    }

    /**
     * A source with what lies in its folder.
     *
     * @param files those that a run reads
     * @param bytes of them
     * @param trouble why its folder cannot be used
     */
    public record Container(
            String id, String name, String pathPrefix, long files, long bytes, Optional<String> trouble) {}

    /**
     * One object in a source's folder.
     *
     * @param isRead whether a run reads it
     */
    public record File(SourceName name, ObjectInfo object, boolean isRead) {}

    /** Some files, and whether there are more behind them. */
    public record Page(List<File> files, boolean more) {
        public Page {
            files = List.copyOf(files);
        }
    }

    /** The sources of the configuration. */
    public List<Container> containers(Slug slug) {
        return SideBySide.map(config(slug).sourceContainers(), AT_ONCE, source -> container(slug, source));
    }

    private Container container(Slug slug, SourceContainer source) {
        String folder;
        try {
            folder = Layout.container(slug, source.pathPrefix());
        } catch (IllegalArgumentException e) {
            return new Container(
                    source.id(),
                    source.name(),
                    source.pathPrefix(),
                    0,
                    0,
                    Optional.of("The folder %s cannot be used; it must be like \"raw/transactions/\"."
                            .formatted(Quoted.text(source.pathPrefix()))));
        }
        long[] count = new long[2];
        try (var objects = store.list(folder)) {
            objects.filter(object -> Layout.isSourceFile(object.key())).forEach(object -> {
                count[0]++;
                count[1] += object.size();
            });
        }
        return new Container(source.id(), source.name(), source.pathPrefix(), count[0], count[1], Optional.empty());
    }

    /**
     * Files of one source, by name in UTF-8 bytes.
     *
     * @param beginning what their paths below the folder begin with
     * @param after the path that the page comes after; empty for the first
     */
    public Page files(Slug slug, String container, String beginning, String after, int most) {
        String folder = folder(slug, container);
        List<File> found;
        try (var objects = store.list(folder + beginning)) {
            // One more than wanted says whether there are more.
            found = objects.map(object -> file(folder, object))
                    .dropWhile(file -> !after.isEmpty() && isUpTo(file.name().path(), after))
                    .limit(most + 1L)
                    .toList();
        }
        boolean more = found.size() > most;
        return new Page(more ? found.subList(0, most) : found, more);
    }

    private static File file(String folder, ObjectInfo object) {
        return new File(
                SourceName.ofPath(object.key().substring(folder.length())), object, Layout.isSourceFile(object.key()));
    }

    /** In the order of the store's keys, which is that of UTF-8 bytes. */
    private static boolean isUpTo(String path, String after) {
        return Arrays.compareUnsigned(path.getBytes(UTF_8), after.getBytes(UTF_8)) <= 0;
    }

    /**
     * Stores a file.
     *
     * @param body read to its end; what it throws ends the upload, and nothing is stored
     * @param most bytes that it has at most
     * @throws Expectation.Missed when a file is there and was not expected, at the beginning or at the end
     */
    public ObjectInfo upload(
            Slug slug, String container, SourceName name, InputStream body, long most, Expectation expected) {
        guard.requireOpen(slug);
        String key = key(slug, container, name);
        expected.require(mark(key));
        InputStream checked = new CheckedAtTheEnd(body, () -> {
            guard.requireOpen(slug);
            expected.require(mark(key));
        });
        return store.putStream(key, checked, most, contentType(name));
    }

    private Optional<String> mark(String key) {
        return store.head(key).map(ObjectInfo::etag);
    }

    /** What a file of that name holds. */
    public static String contentType(SourceName name) {
        return name.name().toLowerCase(Locale.ROOT).endsWith(".gz") ? GZIP : CSV;
    }

    /** A file with its bytes, which the caller closes. */
    public OpenedObject open(Slug slug, String container, SourceName name) {
        try {
            return store.open(key(slug, container, name));
        } catch (ObjectNotFound missing) {
            throw notFound(name);
        }
    }

    public void delete(Slug slug, String container, SourceName name) {
        guard.requireOpen(slug);
        String key = key(slug, container, name);
        if (store.head(key).isEmpty()) throw notFound(name);
        store.delete(key);
    }

    /**
     * Gives a file another name, or another container. Whoever dies on the way leaves it under both names; the same call again ends it.
     *
     * @throws SourceRefused when there is no such file, or another under the new name
     */
    public ObjectInfo move(Slug slug, String container, SourceName name, String toContainer, SourceName toName) {
        guard.requireOpen(slug);
        String from = key(slug, container, name);
        String to = key(slug, toContainer, toName);
        ObjectInfo file = store.head(from).orElseThrow(() -> notFound(name));
        if (from.equals(to)) return file;
        Optional<ObjectInfo> there = store.head(to);
        boolean copied = there.filter(
                        copy -> copy.size() == file.size() && copy.etag().equals(file.etag()))
                .isPresent();
        if (there.isPresent() && !copied) {
            throw new SourceRefused(
                    Reason.FILE_EXISTS,
                    "There is another file %s already. Delete it first, or choose another name."
                            .formatted(Quoted.text(toName.path())));
        }
        ObjectInfo moved = copied ? there.get() : copy(from, to, name);
        store.delete(from);
        return moved;
    }

    private ObjectInfo copy(String from, String to, SourceName name) {
        try {
            return store.copy(from, to);
        } catch (ObjectNotFound gone) {
            throw notFound(name);
        }
    }

    private String key(Slug slug, String container, SourceName name) {
        String folder = folder(slug, container);
        return Layout.sourceFile(slug, folder.substring(Layout.pipeline(slug).length()), name.path());
    }

    private String folder(Slug slug, String container) {
        SourceContainer source = config(slug).sourceContainers().stream()
                .filter(one -> one.id().equals(container))
                .findFirst()
                .orElseThrow(() -> new SourceRefused(
                        Reason.CONTAINER_NOT_FOUND,
                        "The pipeline has no source %s.".formatted(Quoted.text(container))));
        try {
            return Layout.container(slug, source.pathPrefix());
        } catch (IllegalArgumentException e) {
            throw new SourceRefused(
                    Reason.CONTAINER_FAULTY,
                    "The folder %s of the source %s cannot be used. Mend the configuration first."
                            .formatted(Quoted.text(source.pathPrefix()), Quoted.text(container)));
        }
    }

    private PipelineConfig config(Slug slug) {
        byte[] document = store.get(Layout.pipelineConfig(slug))
                .orElseThrow(() -> PipelineRefused.notFound(slug))
                .body();
        return switch (PipelineJson.read(document)) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) ->
                throw new SourceRefused(
                        Reason.CONFIG_UNREADABLE,
                        "The configuration cannot be read, so its sources are not known: "
                                + problems.getFirst().message());
        };
    }

    private static SourceRefused notFound(SourceName name) {
        return new SourceRefused(Reason.FILE_NOT_FOUND, "There is no file %s.".formatted(Quoted.text(name.path())));
    }

    /** Asks once more whether the file may be stored, when all of it has come and before it is. */
    private static final class CheckedAtTheEnd extends FilterInputStream {

        private final Runnable check;
        private boolean ended;

        CheckedAtTheEnd(InputStream body, Runnable check) {
            super(body);
            this.check = check;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int got = super.read(target, offset, count);
            if (got < 0 && !ended) {
                ended = true;
                check.run();
            }
            return got;
        }
    }
}
