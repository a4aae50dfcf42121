package dev.karet.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The browser's client is generated from the contract; what it is typed to do, a service does. */
class GeneratedClientTest {

    private static final Path UI = Path.of("..", "ui").toAbsolutePath().normalize();

    @TempDir
    Path home;

    @Test
    void aProgramThatIsTypedByTheContractGetsFromAFirstVisitToAnAnswer() throws Exception {
        boolean installed = Files.isDirectory(UI.resolve("node_modules"));
        if (System.getenv("KARET_REQUIRE_CLIENTS") != null)
            assertThat(installed).as("npm ci in " + UI).isTrue();
        assumeTrue(installed, "LEFT OUT: the generated client needs \"npm ci\" in ui/, which ./karet test does");
        try (WholeKaret karet = WholeKaret.start(home)) {
            Path output = home.resolve("journey.txt");
            ProcessBuilder journey = new ProcessBuilder("npm", "run", "--silent", "journey")
                    .directory(UI.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            journey.environment().put("KARET_URL", karet.address().toString());

            Process process = journey.start();

            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(output, UTF_8);
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("2271 rows read");
        }
    }
}
