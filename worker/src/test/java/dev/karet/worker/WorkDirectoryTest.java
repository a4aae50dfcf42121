package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.settings.ConfigurationFault;
import java.nio.file.Files;
import java.nio.file.Path;
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
