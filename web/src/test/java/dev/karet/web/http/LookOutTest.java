package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord.Status;
import dev.karet.store.Layout;
import dev.karet.web.http.JobsFixture.Replica;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookOutTest {

    private final JobsFixture karet = new JobsFixture();

    @AfterEach
    void close() {
        karet.close();
    }

    private void put(String file, String text) {
        karet.store.put(Layout.raw(SALES) + file, text.getBytes(UTF_8), "text/csv");
    }

    private void publish(long number) {
        karet.publish(SALES, number);
    }

    @Test
    void anUploadWhoseEventWasLostStartsOneRunOfAllServices() {
        Replica web = karet.replica();
        karet.replica();
        karet.pass(Duration.ofSeconds(1));
        put("t/a.csv", "x");
        karet.pass(Duration.ofMinutes(6));
        assertThat(karet.records()).singleElement().satisfies(job -> {
            assertThat(job.trigger()).isEqualTo("reconcile");
            assertThat(job.status()).isEqualTo(Status.RUNNING);
        });
        publish(1);
        karet.pass(Duration.ofMinutes(30));
        assertThat(web.client().get("/api/p/sales/jobs").at("jobs/0/trigger")).isEqualTo("reconcile");
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void aFileThatWasReplacedOrRemovedIsNoticed() {
        karet.replica();
        put("t/a.csv", "x");
        put("t/b.csv", "x");
        karet.pass(Duration.ofMinutes(6));
        publish(1);
        put("t/a.csv", "longer");
        karet.pass(Duration.ofMinutes(6));
        assertThat(karet.worker.running()).hasSize(1);
        publish(2);
        karet.store.delete(Layout.raw(SALES) + "t/b.csv");
        karet.pass(Duration.ofMinutes(6));
        assertThat(karet.worker.running()).hasSize(1);
        publish(3);
        karet.pass(Duration.ofMinutes(20));
        assertThat(karet.records()).hasSize(3);
    }

    @Test
    void aListingWhoseRunFailedIsNotTriedForEver() {
        karet.replica();
        put("t/bad.csv", "x");
        karet.pass(Duration.ofMinutes(6));
        karet.worker.finish(karet.worker.running().getFirst());
        karet.pass(Duration.ofMinutes(60));
        assertThat(karet.records()).hasSize(1);
        karet.replica();
        karet.pass(Duration.ofMinutes(20));
        assertThat(karet.records()).hasSize(1);
        put("t/more.csv", "y");
        karet.pass(Duration.ofMinutes(6));
        assertThat(karet.records()).hasSize(2);
    }

    @Test
    void aRunThatBeganAfterTheNewestFileHasSeenItHoweverItEnded() {
        Replica web = karet.replica();
        karet.pass(Duration.ofSeconds(1));
        put("t/unmapped.csv", "x");
        karet.pass(Duration.ofSeconds(3));
        String job = web.client().post("/api/p/sales/jobs", "").at("id");
        karet.worker.finish(job);
        karet.pass(Duration.ofMinutes(30));
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void nothingIsStartedWhileARunIsAtWorkOrWaits() {
        Replica web = karet.replica();
        web.client().post("/api/p/sales/jobs", "");
        put("t/a.csv", "x");
        karet.pass(Duration.ofMinutes(20));
        assertThat(karet.records()).hasSize(1);
    }

    @Test
    void claimsOfEarlierLooksAreSweptAfterADay() {
        karet.replica();
        for (int hour = 0; hour < 60; hour++) {
            karet.clock.advance(Duration.ofHours(1));
            karet.pass(Duration.ofSeconds(1));
        }
        try (var claims = karet.store.list(Layout.claims())) {
            assertThat(claims.count()).isBetween(20L, 26L);
        }
    }
}
