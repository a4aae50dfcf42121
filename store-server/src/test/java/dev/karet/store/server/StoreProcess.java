package dev.karet.store.server;

import java.io.IOException;
import java.nio.file.Path;

/** A store as a process of its own, to be killed. Says its port on standard output and ends with its input. */
final class StoreProcess {

    private StoreProcess() {}

    public static void main(String[] arguments) throws IOException {
        var settings =
                EmbeddedStoreSettings.local(Path.of(arguments[0]), 0, RunningStore.BUCKET, RunningStore.CREDENTIALS);
        try (var store = EmbeddedStore.start(settings, ObjectListener.NOBODY)) {
            System.out.println(store.port());
            System.in.read();
        }
    }
}
