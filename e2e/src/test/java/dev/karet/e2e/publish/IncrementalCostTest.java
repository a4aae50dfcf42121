package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Kind;
import dev.karet.store.ObjectInfo;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run costs what changed: counted in requests to the store and in bytes of bodies, not timed. */
class IncrementalCostTest {

    private static final int FILES = 1_000;
    private static final int PAGE = 1_000;
    private static final int ROWS = 570;
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final double SHARE = 0.03;
    private static final List<String> WHAT =
            List.of("GROCERY STORE", "COFFEE HOUSE", "CITY TRANSIT", "RENT", "BOOKSHOP ON 5TH", "ONLINE MARKET");

    @TempDir
    static Path temp;

    private static final TestClock CLOCK = new TestClock();
    private static final PipelineFolder RUN_ONCE = PipelineFolder.empty();
    private static FaultyObjectStore first;

    private final PipelineFolder shop = RUN_ONCE.copy();

    @BeforeAll
    static void runOverAThousandFilesOfThirtyThreeMonths() {
        RUN_ONCE.put("pipeline.json", RunKind.salesOnly());
        for (int day = 0; day < FILES; day++) {
            upload(RUN_ONCE, day);
        }
        first = new FaultyObjectStore(RUN_ONCE.store());
        RunReport report = run(first);
        assertThat(report.rows()).contains(account(FILES));
        assertThat(report.tables().getFirst().partitions()).hasSize(33);
    }

    private static void upload(PipelineFolder shop, int day) {
        Random random = new Random(day);
        var text = new StringBuilder("day,what,price\n");
        LocalDate date = FIRST_DAY.plusDays(day);
        for (int i = 0; i < ROWS; i++) {
            text.append("%s,%s %04d,%d.%02d\n"
                    .formatted(
                            date,
                            WHAT.get(random.nextInt(WHAT.size())),
                            random.nextInt(10_000),
                            random.nextInt(300),
                            random.nextInt(100)));
        }
        shop.put("raw/orders/%s.csv".formatted(date), text.toString());
    }

    private static RunReport run(FaultyObjectStore store) {
        return TestWorker.runOnce(RUN_ONCE.through(store), temp, CLOCK, false)
                .report()
                .orElseThrow();
    }

    private static RowAccount account(int files) {
        return new RowAccount((long) files * ROWS, (long) files * ROWS, 0, 0);
    }

    @Test
    void aFileAddedToAThousandCostsAtMostThreePercentOfTheFullRun() {
        upload(shop, FILES);
        FaultyObjectStore second = new FaultyObjectStore(shop.store());

        RunReport report = run(second);

        assertThat(report.rows()).contains(account(FILES + 1));
        assertThat((double) bytes(second) / bytes(first))
                .as("bytes, %d of %d", bytes(second), bytes(first))
                .isLessThanOrEqualTo(SHARE);
        assertThat((double) requests(second) / requests(first))
                .as("requests, %d of %d: %s", requests(second), requests(first), second.log())
                .isLessThanOrEqualTo(SHARE);
    }

    @Test
    void theSameInputsAgainReadNoSourceAndPublishNothing() {
        List<ObjectInfo> published = published();
        FaultyObjectStore second = new FaultyObjectStore(shop.store());

        RunReport report = run(second);

        assertThat(report.rows()).contains(account(FILES));
        assertThat(published().stream().filter(object -> !published.contains(object)))
                .as("objects that were written again")
                .isEmpty();
        assertThat(published()).hasSameSizeAs(published);
        assertThat(second.log()).noneMatch(call -> call.kind() == Kind.OPEN);
    }

    private static long bytes(FaultyObjectStore store) {
        return store.bytesRead() + store.bytesWritten();
    }

    /** The calls, and the further pages of long listings, each of which is a request of its own. */
    private long requests(FaultyObjectStore store) {
        return store.log().stream().mapToLong(this::requests).sum();
    }

    private long requests(FaultyObjectStore.Call call) {
        if (call.kind() != Kind.LIST) {
            return 1;
        }
        try (var listed = shop.store().list(call.key())) {
            return Math.ceilDiv(Math.max(1, listed.count()), PAGE);
        }
    }

    private List<ObjectInfo> published() {
        return Stream.of("clean/", "_karet/commits/", "_karet/staged/")
                .flatMap(prefix -> shop.objects(prefix).stream())
                .toList();
    }
}
