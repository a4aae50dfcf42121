package dev.karet.web.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What this program was built of. Immutable.
 *
 * @param version of Karet
 * @param commit of its sources; empty when the build was not told
 */
public record Build(String version, Optional<String> commit) {

    private static final String FILE = "build.properties";

    /** The build of this very program. */
    public static Build ofThis() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is not on the class path");
            properties.load(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Build(
                properties.getProperty("version", ""),
                Optional.of(properties.getProperty("commit", "")).filter(commit -> !commit.isBlank()));
    }
}
