package dev.karet.e2e.publish;

import dev.karet.store.Layout;
import dev.karet.table.PublishedTables;
import dev.karet.table.PublishedTables.PublishedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads tables as Karet's own readers do, through the newest commit. */
final class OurReader {

    private OurReader() {}

    /** What a reader of ours sees now. It may finish an unfinished commit, so give it a copy of the bucket where that matters. */
    static PublishedRows look(PipelineFolder pipeline) {
        PublishedTables tables = new PublishedTables(pipeline.store());
        Map<String, byte[]> files = new TreeMap<>();
        tables.read(pipeline.slug())
                .ifPresent(snapshot -> snapshot.tables()
                        .values()
                        .forEach(table -> table.forEach(file -> files.put(
                                file.key()
                                        .substring(
                                                Layout.pipeline(pipeline.slug()).length()),
                                fetch(tables, file)))));
        return PublishedRows.of(files);
    }

    private static byte[] fetch(PublishedTables tables, PublishedFile file) {
        try {
            Path local = Files.createTempFile("fetched", ".parquet");
            try {
                tables.fetch(file, local);
                return Files.readAllBytes(local);
            } finally {
                Files.deleteIfExists(local);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
