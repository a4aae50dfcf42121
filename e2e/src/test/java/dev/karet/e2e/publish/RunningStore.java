package dev.karet.e2e.publish;

import dev.karet.store.S3ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreCredentials;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.EmbeddedStore;
import dev.karet.store.server.EmbeddedStoreSettings;
import dev.karet.store.server.ObjectListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** An embedded store over a folder of this machine, with a client of it. */
record RunningStore(EmbeddedStore server, S3ObjectStore client) implements AutoCloseable {

    private static final String BUCKET = "karet-data";
    private static final StoreCredentials KEYS = new StoreCredentials("KARETTEST", "not-a-secret-at-all");

    static RunningStore over(Path data) throws IOException {
        EmbeddedStore server =
                EmbeddedStore.start(EmbeddedStoreSettings.local(data, 0, BUCKET, KEYS), ObjectListener.NOBODY);
        return new RunningStore(server, client(server.endpoint()));
    }

    static S3ObjectStore client(URI endpoint) {
        return client(endpoint, StoreSettings.DEFAULT_DEADLINE);
    }

    /** @param patience how long a call may take with all its retries */
    static S3ObjectStore client(URI endpoint, Duration patience) {
        return new S3ObjectStore(StoreSettings.at(endpoint, BUCKET, KEYS).within(patience));
    }

    PipelineFolder folder() {
        return new PipelineFolder(client, new Slug("shop"));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
