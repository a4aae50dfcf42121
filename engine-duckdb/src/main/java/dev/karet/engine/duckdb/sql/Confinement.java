package dev.karet.engine.duckdb.sql;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the operating system holds a process to, as the words before its command. Immutable.
 *
 * <p>Limits of the shell's {@code ulimit} stay with what it starts: the address space (DuckDB's own limit does not count every
 * allocation), the processor's time, the size of a file, no core dumps. Where the service is root, {@code setpriv} takes every
 * capability away, without which even root cannot write to a file that is not to be written.
 */
final class Confinement {

    private static final List<String> WITHOUT_PRIVILEGES =
            List.of("setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> words;

    private Confinement(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * Limits for processes to be started.
     *
     * @param addressBytes all that it may map, the Java machine included
     * @param processor time on all processors together
     * @param fileBytes what one file may have that it writes
     */
    static Confinement of(long addressBytes, Duration processor, long fileBytes) {
        List<String> words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                // A hard limit of a shell that counts in other units than these is wider at worst by a factor of two.
                "ulimit -c 0 && ulimit -v %d && ulimit -t %d && ulimit -f %d && exec nice -n 5 \"$@\""
                        .formatted(addressBytes / 1024, Math.max(1, processor.toSeconds()), fileBytes / 512),
                "sh"));
        if (canDropPrivileges()) words.addAll(WITHOUT_PRIVILEGES);
        return new Confinement(words);
    }

    /** {@code command}, confined. */
    List<String> around(List<String> command) {
        List<String> all = new ArrayList<>(words);
        all.addAll(command);
        return all;
    }

    private static boolean canDropPrivileges() {
        List<String> probe = new ArrayList<>(WITHOUT_PRIVILEGES);
        probe.add("true");
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
