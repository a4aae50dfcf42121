package dev.karet.web.facts;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The disk that holds a folder. Immutable.
 *
 * @param freeBytes that this program may still write
 */
public record Disk(Path folder, long freeBytes, long totalBytes) {

    /** The disk of {@code folder}, which need not be there yet; empty when the system does not tell. */
    public static Optional<Disk> of(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
        try {
            FileStore disk = Files.getFileStore(there);
            return Optional.of(new Disk(folder, disk.getUsableSpace(), disk.getTotalSpace()));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
