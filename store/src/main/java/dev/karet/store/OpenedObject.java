package dev.karet.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object whose bytes are being read, with what the store said of this very version. Closing it closes {@code body}. Not thread-safe.
 *
 * @param body from the first byte; it keeps to the version that {@code info} tells of
 */
public record OpenedObject(ObjectInfo info, InputStream body) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        body.close();
    }
}
