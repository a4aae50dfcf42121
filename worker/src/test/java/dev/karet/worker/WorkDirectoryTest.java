package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.settings.ConfigurationFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void whatADeadWorkerLeftIsSweptAtTheNextStart() throws Exception {
        Files.createDirectories(temp.resolve("worker-dead/job-1"));
        Files.writeString(temp.resolve("worker-dead/job-1/big"), "gigabytes");
        Files.writeString(temp.resolve("worker-dead.lock"), "");

        try (WorkDirectory work = WorkDirectory.open(temp)) {
            assertThat(temp.resolve("worker-dead")).doesNotExist();
            assertThat(temp.resolve("worker-dead.lock")).doesNotExist();
        }
    }

    @Test
    void whatALivingWorkerHoldsStays() throws Exception {
        try (WorkDirectory first = WorkDirectory.open(temp);
                var staging = first.stage("job-1")) {
            WorkDirectory.open(temp).close();

            assertThat(staging.path()).isDirectory();
        }
    }

    @Test
    void whatALivingWorkerHoldsIsNotSweptByAnotherProcessAfterThisOneSweptToo() throws Exception {
        try (WorkDirectory first = WorkDirectory.open(temp);
                var staging = first.stage("job-1")) {
            WorkDirectory.open(temp).close();

            Process other = opensAndCloses(1);

            assertThat(other.waitFor()).isZero();
            assertThat(staging.path()).isDirectory();
        }
    }

    @Test
    void workersOfSeveralProcessesMayStartAtOnceAndNoneLosesItsFolder() throws Exception {
        List<Process> others = List.of(opensAndCloses(300), opensAndCloses(300));
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ends.add(threads.submit(() -> openAndClose(temp, 1_500)));
            }
            for (Future<?> end : ends) end.get();
        }
        for (Process other : others) {
            assertThat(other.waitFor()).isZero();
        }
        WorkDirectory.open(temp).close();
        assertThat(temp).isEmptyDirectory();
    }

    private Process opensAndCloses(int times) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WorkDirectoryTest.class.getName(),
                        temp.toString(),
                        Integer.toString(times))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Another process: opens a directory below {@code arguments[0]} as often as {@code arguments[1]} says. */
    public static void main(String[] arguments) {
        openAndClose(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private static void openAndClose(Path parent, int times) {
        for (int i = 0; i < times; i++) {
            try (WorkDirectory work = WorkDirectory.open(parent);
                    var staging = work.stage("job-1")) {
                if (!Files.isDirectory(staging.path())) throw new IllegalStateException("swept while it was held");
            }
        }
    }

    @Test
    void aFolderOfSomebodyElseIsNotTouched() throws Exception {
        Files.createDirectories(temp.resolve("worker-of-art"));

        WorkDirectory.open(temp).close();

        assertThat(temp.resolve("worker-of-art")).isDirectory();
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws Exception {
        try (WorkDirectory work = WorkDirectory.open(temp)) {
            Files.writeString(work.stage("job-1").path().resolve("x"), "x");
        }

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsAFaultOfTheSettingsThatSaysWhy(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        for (Path unusable : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> WorkDirectory.open(unusable))
                    .isInstanceOfSatisfying(
                            ConfigurationFault.class,
                            fault -> assertThat(fault.problems())
                                    .singleElement()
                                    .satisfies(problem ->
                                            assertThat(problem.path()).isEqualTo("/KARET_TEMP_DIR")))
                    .message()
                    .containsIgnoringCase("not a directory");
        }
    }
}
