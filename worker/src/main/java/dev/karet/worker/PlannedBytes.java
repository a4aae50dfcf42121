package dev.karet.worker;

import dev.karet.engine.EarlierPartition;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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

    /**
     * {@inheritDoc}
     *
     * <p>The version is looked up after opening: versions only move forward, so if it is still the planned one then, it was when the
     * object was opened, and the store's stream stays with the version it opened.
     */
    @Override
    public InputStream open(SourceFile file) throws IOException {
        InputStream bytes;
        try {
            bytes = store.open(file.key());
        } catch (ObjectNotFound e) {
            throw new SourceChanged(file.key());
        }
        if (!store.head(file.key()).map(ObjectInfo::etag).equals(Optional.of(file.etag()))) {
            bytes.close();
            throw new SourceChanged(file.key());
        }
        return bytes;
    }

    /** Never asked for: no table is planned to be updated. */
    @Override
    public InputStream openEarlier(String tableId, EarlierPartition partition) {
        throw new UnsupportedOperationException("no table is planned to be updated");
    }
}
