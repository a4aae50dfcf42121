package dev.karet.store.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps a request's body open, so that what a failed write left of it can be read before the answer is sent. Not thread-safe. */
final class DrainableBody extends FilterInputStream {

    DrainableBody(InputStream body) {
        super(body);
    }

    /** Does nothing: the server closes the request's body itself. */
    @Override
    public void close() {}

    /** A client that is still sending hears an answer only when somebody listens to the end. */
    void drain() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The client has hung up; there is nobody left to answer.
            return;
        }
    }
}
