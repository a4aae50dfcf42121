package dev.karet.model.pipeline.templates;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file of data that a new pipeline begins with.
 *
 * @param key below the pipeline's folder, such as {@code raw/transactions/transactions-2024-01.csv}
 */
public record SeedFile(String key, byte[] bytes) {

    static SeedFile ofLines(String key, List<String> lines) {
        return new SeedFile(key, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
