package dev.karet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    /** What a shell sees of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    @Test
    void aProcessThatIsInterruptedEndsAsItsSignalSaysUnlessItsWorkWasDone() throws Exception {
        assertThat(exitCode()).isEqualTo(TERMINATED);
        assertThat(exitCode("0")).isEqualTo(ExitCode.OK);
        assertThat(exitCode("1")).isEqualTo(ExitCode.JOB_FAILED);
    }

    private static int exitCode(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
