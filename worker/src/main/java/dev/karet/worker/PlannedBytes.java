package dev.karet.worker;

import dev.karet.engine.EarlierPartition;
import dev.karet.engine.SourceBytes;
import dev.karet.engine.SourceFile;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectReplaced;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens source files and published data files, and makes sure that they are still the ones that were planned. Thread-safe. */
final class PlannedBytes implements SourceBytes {

    private final ObjectStore store;
    private final Slug slug;
    private final Map<String, String> publishedEtags = new HashMap<>();

    /** @param published every data file as it was when the run was planned */
    PlannedBytes(ObjectStore store, Slug slug, List<ObjectInfo> published) {
        this.store = store;
        this.slug = slug;
        published.forEach(object -> publishedEtags.put(object.key(), object.etag()));
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
        return open(file.key(), file.etag());
    }

    @Override
    public InputStream openEarlier(String tableId, EarlierPartition partition) throws IOException {
        String key = Layout.table(slug, tableId) + partition.relativePath();
        return open(key, publishedEtags.getOrDefault(key, ""));
    }

    private InputStream open(String key, String etag) throws IOException {
        OpenedObject opened;
        try {
            opened = store.open(key);
        } catch (ObjectNotFound e) {
            throw new SourceChanged(key);
        }
        if (!opened.info().etag().equals(etag)) {
            opened.close();
            throw new SourceChanged(key);
        }
        return new OneVersion(opened.body(), key);
    }

    /** A body that tells when its version is gone in the words of a run. */
    private static final class OneVersion extends FilterInputStream {

        private final String key;

        OneVersion(InputStream body, String key) {
            super(body);
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (ObjectReplaced gone) {
                throw new SourceChanged(key);
            }
        }
    }
}
