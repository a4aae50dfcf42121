package dev.karet.table;

import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.TableState;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.table.Publisher.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pipeline {@code shop} that publishes tables whose files hold a text each. */
final class PublishedShop {

    static final Slug SHOP = new Slug("shop");
    private static final JobId JOB = new JobId("job-1700000000000-aaaaaa");

    private final Path temp;
    private final Publisher publisher;
    private long number;
    private int files;

    PublishedShop(ObjectStore store, Path temp) {
        this.temp = temp;
        this.publisher = new Publisher(store, 2);
    }

    /** Publishes tables, by id the text of each of their files, by path. */
    Commit publish(Map<String, Map<String, String>> tables) {
        number++;
        List<TableState> states = new ArrayList<>();
        new TreeMap<>(tables)
                .forEach((id, texts) -> states.add(new TableState(id, "fingerprint", List.of(), staged(texts))));
        Commit commit = new Commit(number, JOB.value(), Instant.EPOCH, "config", states, List.of());
        if (!publisher.commit(SHOP, commit) || !publisher.finish(SHOP, commit)) throw new AssertionError(commit);
        return commit;
    }

    private List<DataFile> staged(Map<String, String> texts) {
        List<NewFile> local = new ArrayList<>();
        new TreeMap<>(texts).forEach((path, text) -> {
            try {
                Path file = Files.write(temp.resolve("file-" + files++), TinyParquet.of(text));
                local.add(new NewFile(path, file, text.lines().count(), new TreeMap<>(), List.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return publisher.stage(SHOP, JOB, number, local, () -> {});
    }

    /** Where a table's file is published. */
    static String key(String table, String path) {
        return Layout.table(SHOP, table) + path;
    }
}
