package dev.karet.model.commit;

import dev.karet.model.job.RowAccount;
import java.util.Optional;

/**
 * A source file as one mapping read it for what is published. Immutable.
 *
 * @param file its key below the pipeline's folder
 * @param size bytes as stored
 * @param etag the store's version mark then
 * @param rows what became of its rows
 * @param error why it failed as a whole
 * @param rejects the key, below the pipeline's folder, of its rejected rows
 */
public record SourceState(
        String mapping,
        String file,
        long size,
        String etag,
        RowAccount rows,
        Optional<String> error,
        Optional<String> rejects) {}
