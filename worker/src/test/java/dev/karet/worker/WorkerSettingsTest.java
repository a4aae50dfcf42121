package dev.karet.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karet.model.Problem;
import dev.karet.model.settings.ConfigurationFault;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    @Test
    void nothingSetIsAWorkerOnLoopback() {
        WorkerSettings settings = WorkerSettings.read(Map.of());

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.store().bucket()).isEqualTo("karet-data");
        assertThat(settings.token()).isEmpty();
        assertThat(settings.maxRuns()).isEqualTo(2);
    }

    @Test
    void theMemoryIsSharedByTheRuns() {
        WorkerSettings settings =
                WorkerSettings.read(Map.of("KARET_MEMORY_LIMIT", "1GiB", "KARET_MAX_RUNS", "4", "KARET_THREADS", "3"));

        assertThat(settings.runLimits().memoryBytes()).isEqualTo(256L << 20);
        assertThat(settings.runLimits().threads()).isEqualTo(3);
    }

    @Test
    void sizesAreReadAsPeopleWriteThem() {
        for (var size : Map.of(
                        "512MB",
                        512_000_000L,
                        "2GiB",
                        2L << 30,
                        "1.5gb",
                        1_500_000_000L,
                        "200 MiB",
                        200L << 20,
                        "300000000",
                        300_000_000L)
                .entrySet()) {
            assertThat(WorkerSettings.read(Map.of("KARET_MEMORY_LIMIT", size.getKey()))
                            .memoryBytes())
                    .as(size.getKey())
                    .isEqualTo(size.getValue());
        }
    }

    @Test
    void everyFaultIsToldAtOnceWithItsVariable() {
        var fault = catchThrowableOfType(
                ConfigurationFault.class,
                () -> WorkerSettings.read(Map.of(
                        "S3_BUCKET", "No Bucket",
                        "AWS_ENDPOINT_URL", "localhost:9000",
                        "AWS_ACCESS_KEY_ID", "me",
                        "PORT", "http",
                        "KARET_THREADS", "0",
                        "KARET_MAX_RUNS", "-1",
                        "KARET_MEMORY_LIMIT", "much",
                        "KARET_BIND", "0.0.0.0")));

        assertThat(fault.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "/S3_BUCKET",
                        "/AWS_ENDPOINT_URL",
                        "/AWS_SECRET_ACCESS_KEY",
                        "/PORT",
                        "/KARET_THREADS",
                        "/KARET_MAX_RUNS",
                        "/KARET_MEMORY_LIMIT",
                        "/KARET_WORKER_TOKEN");
        assertThat(fault.problems())
                .allSatisfy(problem -> assertThat(problem.hint()).isPresent());
    }

    @Test
    void beyondLoopbackNothingStartsWithoutAToken() {
        assertThatThrownBy(() -> WorkerSettings.read(Map.of("KARET_BIND", "0.0.0.0")))
                .hasMessageContaining("KARET_WORKER_TOKEN");
        assertThat(WorkerSettings.read(Map.of("KARET_BIND", "0.0.0.0", "KARET_WORKER_TOKEN", "t"))
                        .bind())
                .isEqualTo("0.0.0.0");
        assertThat(WorkerSettings.read(Map.of("KARET_BIND", "::1")).token()).isEmpty();
    }

    @Test
    void noSecretIsEverShown() {
        Map<String, String> env = Map.of(
                "AWS_ACCESS_KEY_ID", "me", "AWS_SECRET_ACCESS_KEY", "s3cr3t-key", "KARET_WORKER_TOKEN", "s3cr3t-token");

        assertThat(WorkerSettings.read(env).toString()).doesNotContain("s3cr3t");
        assertThatThrownBy(() -> WorkerSettings.read(
                        Map.of("AWS_SECRET_ACCESS_KEY", "s3cr3t-key", "KARET_WORKER_TOKEN", "s3cr3t", "PORT", "x")))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cr3t"));
    }

    @Test
    void aMemoryThatIsTooLittleForTheRunsIsAFault() {
        assertThatThrownBy(() -> WorkerSettings.read(Map.of("KARET_MEMORY_LIMIT", "100MB")))
                .hasMessageContaining("KARET_MEMORY_LIMIT")
                .hasMessageContaining("2 runs");
    }

    @Test
    void anEndpointIsTakenAsItIs() {
        assertThat(WorkerSettings.read(Map.of("AWS_ENDPOINT_URL", "http://store:9000"))
                        .store()
                        .endpoint())
                .contains(URI.create("http://store:9000"));
    }
}
