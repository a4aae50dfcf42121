package dev.karet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.worker.RunRefused;
import dev.karet.worker.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a run can be refused or stopped has its place in the documentation. */
class FailuresDocumentedTest {

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", "reference", name));
    }

    @ParameterizedTest
    @EnumSource
    void aReasonToRefuseARunHasAnExampleAndItsCode(RunRefused.Reason reason) throws IOException {
        String code = "`%s`".formatted(reason.name().toLowerCase(Locale.ROOT));

        assertThat(page("failures.md")).contains("(" + code);
        assertThat(page("worker-api.md")).contains(code);
    }

    @ParameterizedTest
    @EnumSource
    void whatARecordSaysOfAStoppedRunIsDocumented(StopSignal.Reason reason) throws IOException {
        assertThat(page("failures.md")).contains("> " + reason.sentence());
    }
}
