package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karet.e2e.publish.TroubledLine.Request;
import dev.karet.e2e.publish.TroubledLine.Script;
import dev.karet.e2e.publish.TroubledLine.Trouble;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunReport;
import dev.karet.model.json.JobJson;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store that gets into trouble in the middle of a whole run: what passes is lived through; what stays ends the run with a sentence that
 * says what to do, the tables are what they were, and the next run publishes.
 */
class TroubledRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what would be tried again for half a minute. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private RunningStore store;
    private TroubledLine line;
    private Path work;
    private PipelineFolder shop;
    private PublishedRows before;
    private FromScratch after;

    /** Where a run is when the store gets into trouble. */
    private enum Moment {
        READING("GET", "/raw/orders/b.csv", "reading \"pipelines/shop/raw/orders/b.csv\""),
        STAGING("PUT", "/_karet/staged/", "writing \"pipelines/shop/_karet/staged/"),
        COMMITTING(
                "PUT",
                "/_karet/commits/0000000002.json.gz",
                "writing \"pipelines/shop/_karet/commits/0000000002.json.gz\""),
        COPYING("PUT", "/clean/", "copying \"pipelines/shop/_karet/staged/");

        private final String method;
        private final String part;
        private final String doing;

        Moment(String method, String part, String doing) {
            this.method = method;
            this.part = part;
            this.doing = doing;
        }

        boolean isNow(Request request) {
            return request.method().equals(method) && request.target().contains(part);
        }

        /** Every request of the moment meets {@code trouble}, all others go well. */
        Script each(Trouble trouble) {
            return request -> isNow(request) ? trouble : new Trouble.None();
        }

        /** From the moment on {@code trouble} is what every request meets that is {@code concerned}. */
        Script onwards(Predicate<Request> concerned, Trouble trouble) {
            AtomicBoolean begun = new AtomicBoolean();
            return request -> {
                if (isNow(request)) begun.set(true);
                return begun.get() && concerned.test(request) ? trouble : new Trouble.None();
            };
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        store = RunningStore.over(temp.resolve("data"));
        line = new TroubledLine(store.server().endpoint().getPort());
        work = temp.resolve("work");
        shop = store.folder();
        RunKind.FIRST.prepared(pipeline -> {}).copyTo(shop.store(), key -> true);
        TestWorker.runOnce(shop, work, clock, false);
        before = PublishedRows.of(shop);
        RunKind.REPLACED_FILE.change(shop);
        after = FromScratch.of(shop, work);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        store.close();
    }

    private JobRecord runOverTheLine(Duration patience) {
        try (S3ObjectStore client = RunningStore.client(line.endpoint(), patience)) {
            return TestWorker.runOnce(shop.through(client), work, clock, false);
        }
    }

    private String failureOverTheLine(Duration patience) {
        StoreException failure = catchThrowableOfType(StoreException.class, () -> runOverTheLine(patience));
        assertThat(failure).as("how the run ended").isNotNull();
        line.recover();
        return String.valueOf(failure.getMessage());
    }

    private String place() {
        return "The store at " + line.endpoint();
    }

    /** The record of the latest run. */
    private JobRecord record() {
        return JobJson.read(shop.bytes(shop.keys("jobs/").getLast())).orElseThrow();
    }

    private void tableIsWhatItWas() {
        assertThat(PublishedRows.of(shop)).isEqualTo(before);
        assertThat(OurReader.look(shop.copy())).isEqualTo(before);
    }

    private void theNextRunPublishes() {
        clock.advance(TestWorker.UNTIL_TAKE_OVER);
        RunReport report = TestWorker.runOnce(shop, work, clock, false).report().orElseThrow();
        assertThat(PublishedRows.of(shop)).isEqualTo(after.rows());
        assertThat(Account.of(shop, report)).isEqualTo(after.account());
        Sweep.leavesNothing(shop, after);
        assertThat(shop.keys("jobs/"))
                .allSatisfy(key -> assertThat(
                                JobJson.read(shop.bytes(key)).orElseThrow().status())
                        .isIn(Status.COMPLETED, Status.FAILED));
    }

    @ParameterizedTest
    @EnumSource(names = {"STAGING", "COMMITTING"})
    void aStoreWithoutRoomEndsTheRunAndOnceThereIsSomeTheNextOnePublishes(Moment moment) {
        line.meet(moment.onwards(
                request -> request.method().equals("PUT"), new Trouble.Refusal(507, "InsufficientStorage")));

        assertThat(failureOverTheLine(PATIENCE))
                .startsWith(place() + " has no room left; it refused " + moment.doing)
                .endsWith("(InsufficientStorage): So it is. Free some space on its disk and try again.");

        tableIsWhatItWas();
        theNextRunPublishes();
    }

    @ParameterizedTest
    @EnumSource(names = {"READING", "STAGING", "COMMITTING"})
    void credentialsThatExpireEndTheRunAndWithNewOnesTheNextOnePublishes(Moment moment) {
        line.meet(moment.onwards(request -> true, new Trouble.Refusal(400, "ExpiredToken")));

        assertThat(failureOverTheLine(PATIENCE))
                .startsWith("The credentials for the store at " + line.endpoint() + " have expired; it refused "
                        + moment.doing)
                .endsWith("(ExpiredToken): So it is. Get new ones and start Karet with them.");

        tableIsWhatItWas();
        theNextRunPublishes();
    }

    static List<Trouble> afterTheCommit() {
        return List.of(new Trouble.Refusal(507, "InsufficientStorage"), new Trouble.Refusal(400, "ExpiredToken"));
    }

    @ParameterizedTest
    @MethodSource("afterTheCommit")
    void whatFailsBehindTheCommitIsPublishedAllTheSame(Trouble trouble) {
        line.meet(Moment.COPYING.onwards(request -> true, trouble));

        assertThat(failureOverTheLine(PATIENCE))
                .startsWith("Commit 2 is published, but the store failed before all of its files were in their places. "
                        + "The next run or reader completes it; nothing is lost. The ")
                .contains(Moment.COPYING.doing);

        assertThat(OurReader.look(shop.copy())).isEqualTo(after.rows());
        theNextRunPublishes();
        assertThat(shop.keys("jobs/"))
                .as("a run whose record could not be written is told from its commit")
                .allSatisfy(key -> assertThat(
                                JobJson.read(shop.bytes(key)).orElseThrow().status())
                        .isEqualTo(Status.COMPLETED));
    }

    @Test
    void aStoreThatStaysOverloadedEndsTheRun() {
        line.meet(Moment.STAGING.each(new Trouble.Refusal(503, "SlowDown")));

        endsWith(
                IMPATIENCE,
                place() + " did not finish " + Moment.STAGING.doing,
                "in time (3 s, longer for much data). Is it overloaded, or too far away?");
    }

    @Test
    void connectionsThatAreResetAgainAndAgainEndTheRun() {
        line.meet(Moment.READING.each(new Trouble.Reset()));

        endsWith(
                PATIENCE,
                place() + " could not be reached while " + Moment.READING.doing + ": the connection broke (",
                "). Is it running, and is AWS_ENDPOINT_URL right?");
    }

    @Test
    void aStoreThatNeverAnswersEndsTheRun() {
        line.meet(Moment.READING.each(new Trouble.Silence(-1)));

        endsWith(
                IMPATIENCE,
                place() + " did not finish " + Moment.READING.doing + " in time (3 s, longer for much data).",
                "Is it overloaded, or too far away?");
    }

    @Test
    void aDownloadThatIsCutAgainAndAgainEndsTheRun() {
        int size = shop.bytes("raw/orders/b.csv").length;
        AtomicBoolean begun = new AtomicBoolean();
        line.meet(request ->
                Moment.READING.isNow(request) ? new Trouble.Cut(begun.getAndSet(true) ? 0 : 30) : new Trouble.None());

        endsWith(
                PATIENCE,
                "Reading \"pipelines/shop/raw/orders/b.csv\" broke off after 30 of %d bytes, ".formatted(size),
                "and again on every new connection. Is the network sound, or a proxy in the way?");
    }

    /** Of a store that can still be written to, so that the run's record says the same. */
    private void endsWith(Duration patience, String beginning, String end) {
        String failure = failureOverTheLine(patience);

        assertThat(failure).startsWith(beginning).endsWith(end);
        assertThat(record().status()).isEqualTo(Status.FAILED);
        assertThat(record().error()).contains(failure);
        tableIsWhatItWas();
        theNextRunPublishes();
    }

    static Stream<Trouble> passing() {
        return Stream.of(new Trouble.Refusal(500, "InternalError"), new Trouble.Reset(), new Trouble.LostAnswer());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void troubleThatEveryRequestMeetsOnceIsLivedThrough(Trouble trouble) {
        Set<Request> met = ConcurrentHashMap.newKeySet();
        line.meet(request -> met.add(request) ? trouble : new Trouble.None());

        livesThrough(PATIENCE);

        assertThat(met.stream().map(Request::method)).contains("GET", "PUT", "HEAD");
    }

    static Stream<Trouble> onceOnTheWay() {
        return Stream.of(
                new Trouble.Refusal(503, "SlowDown"),
                new Trouble.Cut(30),
                new Trouble.Silence(30),
                new Trouble.Slow(2_000_000));
    }

    @ParameterizedTest
    @MethodSource("onceOnTheWay")
    void aDownloadThatIsPutOffOrCutOrFallsSilentOrIsSlowIsReadToItsEnd(Trouble trouble) {
        Set<Request> met = ConcurrentHashMap.newKeySet();
        line.meet(request ->
                request.target().contains("/raw/orders/b.csv") && met.add(request) ? trouble : new Trouble.None());

        livesThrough(Duration.ofSeconds(5));

        assertThat(met).isNotEmpty();
    }

    private void livesThrough(Duration patience) {
        JobRecord job = runOverTheLine(patience);

        assertThat(job.status()).as("%s", job.error()).isEqualTo(Status.COMPLETED);
        assertThat(record()).isEqualTo(job);
        assertThat(PublishedRows.of(shop)).isEqualTo(after.rows());
        assertThat(Account.of(shop, job.report().orElseThrow())).isEqualTo(after.account());
    }
}
