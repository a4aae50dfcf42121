package dev.karet.store.server;

import java.io.IOException;
import java.nio.file.Path;

/** A data directory that another store holds. */
public final class DirectoryInUse extends IOException {

    private static final long serialVersionUID = 1L;

    DirectoryInUse(Path data) {
        super("Another Karet store is running on %s. Stop it, or start this one with another --data directory."
                .formatted(data.toAbsolutePath()));
    }
}
