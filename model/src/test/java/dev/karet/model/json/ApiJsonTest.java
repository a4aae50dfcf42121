package dev.karet.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.job.RunRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiJsonTest {

    @Test
    void aRequestReadsBackAsItWasWritten() {
        var request = new RunRequest("pipelines/shop/", true, Optional.of("job-1700000000000-abc123"));

        assertThat(ApiJson.readRunRequest(ApiJson.writeRunRequest(request))).isEqualTo(new ReadResult.Read<>(request));
    }

    @Test
    void everyFaultOfARequestIsNamedAtOnce() {
        byte[] body = "{\"pipeline_prefix\":7,\"clean_run\":\"yes\",\"job_id\":[]}".getBytes(UTF_8);

        assertThat(ApiJson.readRunRequest(body))
                .isInstanceOfSatisfying(
                        ReadResult.Faulty.class,
                        bad -> assertThat(((ReadResult.Faulty<?>) bad).problems())
                                .extracting(Problem::path)
                                .containsExactly("/pipeline_prefix", "/clean_run", "/job_id"));
    }

    @Test
    void whatIsNoJsonIsABadDocument() {
        for (String body : List.of("", "{", "[]", "null", "\u0000", "[".repeat(100_000))) {
            assertThat(ApiJson.readRunRequest(body.getBytes(UTF_8))).isInstanceOf(ReadResult.Faulty.class);
        }
    }

    @Test
    void anErrorReadsBackWithItsProblems() {
        ApiError error = ApiError.of("invalid_config", "The configuration has 1 fault.")
                .withProblems(List.of(Problem.of("unknown_column", "/mappings/0", "No column x.", "Did you mean y?")))
                .withRequestId("r1");

        assertThat(ApiJson.readError(ApiJson.writeError(error))).contains(error);
    }
}
