package dev.karet.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.http.ApiClient;
import dev.karet.web.http.ApiClient.Answer;
import dev.karet.web.http.RequestGenerator;
import dev.karet.web.http.RequestGenerator.Generated;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests made after the contract, right and wrong ones, never meet a fault of ours, and every answer is one that the contract describes. */
class ContractFuzzTest {

    /** Routes that would lock the test out, or that answer only when a run ends. */
    private static final Set<String> AVOIDED = Set.of("changePassword", "logout", "login", "setUp", "watchJob");

    @TempDir
    Path home;

    @Test
    void someRequestsAfterTheContractMeetNoFaultOfOurs() throws Exception {
        requests(1, 1_500);
    }

    @Tag("long")
    @Test
    void twentyThousandRequestsAfterTheContractMeetNoFaultOfOurs() throws Exception {
        requests(2, 20_000);
    }

    private void requests(long seed, int count) throws Exception {
        try (WholeKaret karet = WholeKaret.start(home)) {
            ApiClient admin = SignedIn.first(karet.client(), "a password for the fuzzer");
            admin.post("/api/pipelines", "{\"slug\":\"fuzz-spending\",\"template\":\"spending\"}");
            admin.post("/api/pipelines", "{\"slug\":\"fuzz-shop\",\"template\":\"shop\"}");
            RunOf.pipeline(admin, "fuzz-spending");
            RequestGenerator generator = new RequestGenerator(
                    seed,
                    List.of(
                            "fuzz-spending",
                            "fuzz-shop",
                            "transactions",
                            "transactions_raw",
                            "category",
                            "amount",
                            "1",
                            "2"),
                    AVOIDED);
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                Generated generated = generator.next(admin);
                Answer answer = admin.send(generated.request());
                String what = "request %d of seed %d: %s answered %d %s"
                        .formatted(i, seed, generated.what(), answer.status(), shortened(answer.text()));
                if (answer.status() == 503) {
                    assertThat(answer.header("Retry-After")).as(what).isPresent();
                } else {
                    assertThat(answer.status()).as(what).isLessThan(500);
                }
                answers.merge(answer.status(), 1, Integer::sum);
                generator.learn(answer);
            }
            System.out.println("answers to " + count + " requests after the contract: " + answers);
            assertThat(answers.getOrDefault(200, 0))
                    .as("requests that were right")
                    .isGreaterThan(count / 20);
            assertThat(admin.get("/health").status()).isEqualTo(200);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
