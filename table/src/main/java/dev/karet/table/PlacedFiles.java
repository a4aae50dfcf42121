package dev.karet.table;

import dev.karet.model.commit.FileIdentity;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException.ObjectNotFound;
import java.io.IOException;

/** Tells whether an object is the data file that a commit names. Thread-safe. */
final class PlacedFiles {

    private final ObjectStore store;

    PlacedFiles(ObjectStore store) {
        this.store = store;
    }

    /** Goes by size and ETag, and where the ETag differs, as in a copied bucket, by what the object's own footer says. */
    boolean isSame(ObjectInfo object, FileIdentity wanted) {
        return object.size() == wanted.size() && (object.etag().equals(wanted.etag()) || isStamped(object, wanted));
    }

    /** Whether the object's footer holds the identity. */
    boolean isStamped(ObjectInfo object, FileIdentity wanted) {
        try {
            return footer(object.key(), object.size())
                    .stamp()
                    .filter(stamp ->
                            stamp.uuid().equals(wanted.uuid()) && stamp.sha256().equals(wanted.sha256()))
                    .isPresent();
        } catch (IOException | ObjectNotFound notOurs) {
            return false;
        }
    }

    /** @throws IOException when the object is no Parquet file */
    ParquetFooter footer(String key, long size) throws IOException {
        if (size < ParquetFooter.TAIL) throw new IOException("it is too short for a Parquet file");
        byte[] tail = store.read(key, size - ParquetFooter.TAIL, ParquetFooter.TAIL);
        int length = ParquetFooter.length(tail, size);
        return ParquetFooter.read(store.read(key, size - ParquetFooter.TAIL - length, length));
    }
}
