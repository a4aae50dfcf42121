package dev.karet.store;

import java.io.IOException;

/** A body that could not be read to its end, however often it was tried. The message is a sentence for the person who runs Karet. */
public final class DownloadBroken extends IOException {

    private static final long serialVersionUID = 1L;

    DownloadBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
