package dev.karet.engine;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of a plan's source files. Thread-safe. */
public interface SourceBytes {

    /** The file's bytes as stored, which the caller closes; reading fails when the file is no longer the one that was planned. */
    InputStream open(SourceFile file) throws IOException;
}
