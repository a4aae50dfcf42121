package dev.karet.web.pipelines;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.web.WebSettings.Imports;
import dev.karet.web.pipelines.ArchiveNames.Contents;
import dev.karet.web.pipelines.ZipArchive.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a pipeline of an archive. Thread-safe.
 *
 * <p>The archive is read twice: once to the end of every entry without writing anything, so that one that is refused has left nothing, and
 * once to store it.
 */
public final class PipelineImport {

    /** What any archive may become, however small it is. */
    private static final long ALWAYS_FINE = 10L << 20;

    private final ObjectStore store;
    private final PipelineChanges changes;
    private final ConfigHistory configs;
    private final Imports limits;

    public PipelineImport(ObjectStore store, PipelineChanges changes, ConfigHistory configs, Imports limits) {
        this.store = store;
        this.changes = changes;
        this.configs = configs;
        this.limits = limits;
    }

    /** Bytes that an archive may have. */
    public long mostBytes() {
        return limits.mostBytes();
    }

    /**
     * Imports the archive in {@code file} as {@code slug}: whole or not at all.
     *
     * @throws ArchiveRefused when the archive is not taken, with everything that is wrong with it
     * @throws PipelineRefused when there is a pipeline of that name
     */
    public void run(Slug slug, Path file) {
        try (ZipArchive archive = ZipArchive.open(file, limits.mostEntries())) {
            Contents contents = ArchiveNames.resolve(slug, archive.entries());
            verify(archive, contents, Files.size(file));
            byte[] document = bytes(archive, contents.config());
            PipelineConfig config = config(document);
            changes.create(slug, permit -> {
                SideBySide.forEach(List.copyOf(contents.others().entrySet()), PipelineFolder.AT_ONCE, other -> {
                    permit.require();
                    write(slug, other.getKey(), archive, other.getValue());
                });
                return document;
            });
            configs.tell(slug, config);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void verify(ZipArchive archive, Contents contents, long packed) throws IOException {
        long most = Math.min(limits.mostBytes(), Math.max(ALWAYS_FINE, packed * limits.mostRatio()));
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        List<Entry> all = new ArrayList<>(contents.others().values());
        all.add(contents.config());
        for (Entry entry : all) {
            try (InputStream bytes = archive.open(entry)) {
                for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                    total += count;
                    if (total > most) throw tooMuch(most);
                }
            }
        }
        if (contents.config().unpacked() > JsonText.MAX_BYTES) {
            throw ArchiveRefused.tooLarge("The archive's pipeline.json is larger than 8 MiB.");
        }
    }

    private ArchiveRefused tooMuch(long most) {
        return ArchiveRefused.tooLarge(
                most == limits.mostBytes()
                        ? "The archive becomes more than %d bytes, the most that is taken (KARET_IMPORT_LIMIT)."
                                .formatted(most)
                        : "The archive becomes more than %d times as large when it is unpacked, the most that is taken (KARET_IMPORT_RATIO)."
                                .formatted(limits.mostRatio()));
    }

    private static PipelineConfig config(byte[] document) {
        return switch (PipelineJson.read(document)) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) -> throw ArchiveRefused.faulty(problems);
        };
    }

    private void write(Slug slug, String path, ZipArchive archive, Entry entry) {
        String key = Layout.pipeline(slug) + path;
        try {
            if (Layout.jobOf(slug, key).isPresent() && entry.unpacked() <= JsonText.MAX_BYTES) {
                byte[] record = bytes(archive, entry);
                Optional<byte[]> renamed = PipelineFolder.jobOf(slug, record);
                store.put(key, renamed.orElse(record), contentType(path));
                return;
            }
            try (InputStream bytes = archive.open(entry)) {
                if (key.startsWith(Layout.rejects(slug))) {
                    long most = RenamedRows.most(entry.unpacked());
                    store.putStream(key, new RenamedRows(bytes, slug), most, contentType(path));
                } else {
                    store.putStream(key, bytes, entry.unpacked(), contentType(path));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(ZipArchive archive, Entry entry) throws IOException {
        try (InputStream bytes = archive.open(entry)) {
            return bytes.readAllBytes();
        }
    }

    static String contentType(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl")) return "application/x-ndjson";
        if (name.endsWith(".json")) return "application/json";
        if (name.endsWith(".png")) return "image/png";
        if (name.endsWith(".csv")) return "text/csv";
        if (name.endsWith(".gz")) return "application/gzip";
        if (name.endsWith(".parquet")) return "application/vnd.apache.parquet";
        return "application/octet-stream";
    }
}
