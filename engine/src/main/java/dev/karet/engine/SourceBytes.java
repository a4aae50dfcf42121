package dev.karet.engine;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of what a plan reads. Thread-safe. */
public interface SourceBytes {

    /** The file's bytes as stored, which the caller closes; reading fails when the file is no longer the one that was planned. */
    InputStream open(SourceFile file) throws IOException;

    /**
     * The bytes of a data file that an earlier run published for a table that is now updated, which the caller closes; reading fails when it is no
     * longer the file that was planned with.
     */
    InputStream openEarlier(String tableId, EarlierPartition partition) throws IOException;
}
