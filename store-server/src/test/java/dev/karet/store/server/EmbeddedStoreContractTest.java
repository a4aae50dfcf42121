package dev.karet.store.server;

import dev.karet.store.ObjectStore;
import dev.karet.store.ObjectStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The S3 client against the embedded server, both as they are used. */
class EmbeddedStoreContractTest extends ObjectStoreContract {

    private static RunningStore running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningStore.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Override
    protected ObjectStore store() {
        return running.client();
    }
}
