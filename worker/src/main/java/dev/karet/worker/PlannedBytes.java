package dev.karet.worker;

import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.IOException;
import java.io.InputStream;

/** Opens source files and makes sure that they are still the ones that were planned. Thread-safe. */
final class PlannedBytes implements SourceBytes {

    private final ObjectStore store;

    PlannedBytes(ObjectStore store) {
        this.store = store;
    }

    /** A file that is no longer what it was when the run was planned. */
    static final class SourceChanged extends IOException {
        private static final long serialVersionUID = 1L;

        SourceChanged(String key) {
            super(key);
        }
    }

    @Override
    public InputStream open(SourceFile file) throws IOException {
        OpenedObject opened;
        try {
            opened = store.open(file.key());
        } catch (ObjectNotFound e) {
            throw new SourceChanged(file.key());
        }
        if (!opened.info().etag().equals(file.etag())) {
            opened.close();
            throw new SourceChanged(file.key());
        }
        return opened.body();
    }
}
