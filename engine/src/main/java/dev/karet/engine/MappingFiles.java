package dev.karet.engine;

import java.util.List;

/**
 * The source files that a run reads for one mapping. Immutable.
 *
 * @param files by key, in the order of UTF-8 bytes
 */
public record MappingFiles(String mappingId, List<SourceFile> files) {
    public MappingFiles {
        files = List.copyOf(files);
    }
}
