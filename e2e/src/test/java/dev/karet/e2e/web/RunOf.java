package dev.karet.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.http.ApiClient;
import dev.karet.web.http.ApiClient.Answer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Runs of pipelines through the web service, waited for. */
final class RunOf {

    private RunOf() {}

    /** Starts a run and returns its ended record. */
    static Answer pipeline(ApiClient client, String slug) {
        Answer started = client.post("/api/p/%s/jobs".formatted(slug), "");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return end(client, slug, started.at("id"));
    }

    /** The record of a run once it has ended. */
    static Answer end(ApiClient client, String slug, String job) {
        return until(
                () -> client.get("/api/p/%s/jobs/%s".formatted(slug, job)),
                record -> record.status() == 200
                        && !record.at("status").equals("running")
                        && !record.at("status").equals("scheduled"));
    }

    /** Asks again and again until an answer will do; gives up after some minutes, as a run whose service died is taken over within two. */
    static Answer until(Supplier<Answer> question, Predicate<Answer> enough) {
        long deadline = System.nanoTime() + 240_000_000_000L;
        while (true) {
            Answer answer = question.get();
            if (enough.test(answer)) return answer;
            assertThat(System.nanoTime()).as("time ran out at " + answer.text()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }
}
