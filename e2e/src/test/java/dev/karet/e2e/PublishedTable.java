package dev.karet.e2e;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table as any reader of Hive-partitioned Parquet finds it: every {@code data.parquet} below its folder, copied to local disk. */
record PublishedTable(Path folder, List<Path> files) {

    /** @param into a folder that is made */
    static PublishedTable copy(ObjectStore store, Slug slug, String table, Path into) throws IOException {
        String prefix = Layout.table(slug, table);
        List<String> keys;
        try (var objects = store.list(prefix)) {
            keys = objects.map(ObjectInfo::key)
                    .filter(key -> key.endsWith("/" + Layout.DATA_FILE))
                    .toList();
        }
        Files.createDirectories(into);
        List<Path> files = new ArrayList<>();
        for (String key : keys) {
            Path file = into.resolve(key.substring(prefix.length()));
            Files.createDirectories(file.getParent());
            try (var bytes = store.open(key)) {
                Files.copy(bytes.body(), file);
            }
            files.add(file);
        }
        return new PublishedTable(into, List.copyOf(files));
    }

    /** The table as SQL of DuckDB, partition columns included. */
    String relation() {
        return "read_parquet('%s/**/data.parquet', hive_partitioning = true)".formatted(folder);
    }
}
