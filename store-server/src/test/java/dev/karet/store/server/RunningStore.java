package dev.karet.store.server;

import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreCredentials;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** An embedded store in a scratch directory with a client of its own. */
final class RunningStore implements AutoCloseable {

    static final StoreCredentials CREDENTIALS = new StoreCredentials("KARETTESTKEY", "not a secret");
    static final String BUCKET = "karet-data";

    private final Path data;
    private final EmbeddedStore store;
    private final S3ObjectStore client;

    private RunningStore(Path data, EmbeddedStore store) {
        this.data = data;
        this.store = store;
        this.client = new S3ObjectStore(settings());
    }

    static RunningStore start() throws IOException {
        return start(ObjectListener.NOBODY);
    }

    static RunningStore start(ObjectListener listener) throws IOException {
        var data = Files.createTempDirectory("karet-store-test-");
        return new RunningStore(
                data, EmbeddedStore.start(EmbeddedStoreSettings.local(data, 0, BUCKET, CREDENTIALS), listener));
    }

    Path data() {
        return data;
    }

    EmbeddedStore store() {
        return store;
    }

    S3ObjectStore client() {
        return client;
    }

    StoreSettings settings() {
        return StoreSettings.at(store.endpoint(), BUCKET, CREDENTIALS);
    }

    @Override
    public void close() throws IOException {
        client.close();
        store.close();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException none) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
