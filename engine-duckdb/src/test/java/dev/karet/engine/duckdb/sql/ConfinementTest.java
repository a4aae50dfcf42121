package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system keeps a process from, whatever it runs. */
class ConfinementTest {

    private static final Confinement CONFINEMENT = Confinement.of(512L << 20, Duration.ofSeconds(7), 1L << 20);

    @TempDir
    private Path folder;

    private String run(String script) throws IOException {
        Process process = new ProcessBuilder(CONFINEMENT.around(List.of("/bin/sh", "-c", script)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), UTF_8).strip();
        }
    }

    @Test
    void memoryTimeFilesAndCoreDumpsAreLimitedForGood() throws IOException {
        assertThat(run("ulimit -H -v; ulimit -H -t; ulimit -H -f; ulimit -H -c").split("\n"))
                .containsExactly("524288", "7", "2048", "0");
    }

    @Test
    void aFileDoesNotGrowBeyondItsLimit() throws IOException {
        run("head -c 3000000 /dev/zero > large");
        assertThat(Files.size(folder.resolve("large"))).isLessThanOrEqualTo(2L << 20);
    }

    @Test
    void aFileThatNobodyMayWriteToIsNotWrittenTo() throws IOException {
        boolean root = "root".equals(System.getProperty("user.name"));
        Assumptions.assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")), "root, and no setpriv");
        Path file = Files.writeString(folder.resolve("table"), "as it was");
        assertThat(file.toFile().setReadOnly()).isTrue();
        assertThat(run("echo other > table; echo more >> table; echo done")).contains("done");
        assertThat(file).hasContent("as it was");
    }
}
