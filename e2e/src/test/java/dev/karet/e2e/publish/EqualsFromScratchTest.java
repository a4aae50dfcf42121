package dev.karet.e2e.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.e2e.publish.PublishedRows.Partition;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport;
import dev.karet.store.FaultyObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever people do to a pipeline and however its workers die, after a run that ended well its tables are the ones that a new pipeline
 * makes of the same configuration and files, and so is the account of every row. A table that fails is one that its readers could have seen
 * before.
 */
class EqualsFromScratchTest {

    private static final int STEPS = 12;

    @TempDir
    Path temp;

    @Test
    void afterAnySequenceOfStepsTheTablesEqualOnesMadeFromScratch() {
        sequences(1, 10);
    }

    /** Seed 1077: nothing was read then, so nothing failed. */
    @Test
    void aTableFailsWhenTheLastGoodFileOfAMappingIsDeletedAsItDoesWhenMadeFromScratch() {
        TestClock clock = new TestClock();
        PipelineFolder shop = RunKind.FIRST.prepared(pipeline -> {});
        shop.put("raw/orders/b.csv", "date,item\n");
        shop.put("raw/orders/c.csv", "date,item\n");
        TestWorker.runOnce(shop, temp, clock, false);
        PublishedRows published = PublishedRows.of(shop);
        shop.delete("raw/orders/a.csv");
        FromScratch scratch = FromScratch.of(shop, temp);

        JobRecord job = TestWorker.runOnce(shop, temp, clock, false);

        assertThat(job.error()).contains("2 of 2 tables failed and kept what they had: sales, log.");
        assertThat(job.report().orElseThrow().errors())
                .isEqualTo(scratch.report().errors());
        assertThat(PublishedRows.of(shop)).isEqualTo(published);
    }

    @Tag("long")
    @Test
    void afterManySequencesOfStepsTheTablesEqualOnesMadeFromScratch() {
        sequences(1_000, 600);
    }

    private void sequences(long firstSeed, int count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Sequence sequence = new Sequence(seed);
            try {
                sequence.play();
            } catch (Throwable e) {
                throw new AssertionError("seed %d:\n%s".formatted(seed, String.join("\n", sequence.log)), e);
            }
        }
    }

    /** One pipeline's life. */
    private final class Sequence {

        private final Random random;
        private final ShopFiles files;
        private final TestClock clock = new TestClock();
        private final PipelineFolder shop = PipelineFolder.empty();
        private final Map<String, byte[]> uploaded = new HashMap<>();
        private final Map<String, Set<SortedMap<String, Partition>>> seen = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private ShopConfig config = ShopConfig.FIRST;
        private int callsOfARun = 40;

        Sequence(long seed) {
            random = new Random(seed);
            files = new ShopFiles(random);
        }

        void play() {
            shop.put("pipeline.json", config.json());
            for (int i = 0; i < 4; i++) {
                upload(files.name());
            }
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            run(false);
        }

        private void step() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> upload(files.name());
                case 4, 5 -> existing().ifPresent(this::upload);
                case 6, 7 -> existing().ifPresent(this::delete);
                case 8 -> existing().ifPresent(this::rename);
                case 9, 10, 11 -> edit();
                case 12, 13, 14 -> run(false);
                case 15 -> {
                    run(false);
                    run(false);
                }
                case 16 -> run(true);
                default -> crash();
            }
        }

        private java.util.Optional<String> existing() {
            List<String> names = uploaded.keySet().stream().sorted().toList();
            return names.isEmpty()
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(names.get(random.nextInt(names.size())));
        }

        private void upload(String name) {
            byte[] content = files.content(name, config);
            log.add((uploaded.containsKey(name) ? "replace " : "upload ") + name + " " + content.length + " bytes");
            put(name, content);
        }

        private void put(String name, byte[] content) {
            uploaded.put(name, content);
            shop.put(name, content);
        }

        private void delete(String name) {
            log.add("delete " + name);
            uploaded.remove(name);
            shop.delete(name);
        }

        /** Under another name of the same kind, so that a packed file stays one. */
        private void rename(String name) {
            String other = name.substring(0, name.lastIndexOf('/') + 1) + "moved-" + random.nextInt(5)
                    + (name.endsWith(".gz") ? ".csv.gz" : ".csv");
            byte[] content = uploaded.get(name);
            log.add("rename " + name + " to " + other);
            delete(name);
            put(other, content);
        }

        private void edit() {
            config = config.edited(random);
            log.add("edit to " + config);
            shop.put("pipeline.json", config.json());
        }

        private void run(boolean clean) {
            log.add(clean ? "clean run" : "run");
            FromScratch expected = FromScratch.of(shop, temp);
            FaultyObjectStore counting = new FaultyObjectStore(shop.store());
            RunReport report = TestWorker.runOnce(shop.through(counting), temp, clock, clean)
                    .report()
                    .orElseThrow();
            callsOfARun = counting.calls();
            check(expected, report);
        }

        /** Dies somewhere in a run, or just not. */
        private void crash() {
            FromScratch expected = FromScratch.of(shop, temp);
            int call = random.nextInt(callsOfARun + 5);
            Dying moment = random.nextBoolean() ? Dying.BEFORE : Dying.AFTER;
            boolean clean = random.nextInt(4) == 0;
            FaultyObjectStore dying = moment.at(call, shop.store());
            try {
                RunReport report = TestWorker.runOnce(shop.through(dying), temp, clock, clean)
                        .report()
                        .orElseThrow();
                if (!dying.isDead()) {
                    log.add("run that does not come to call " + call);
                    check(expected, report);
                    return;
                }
            } catch (Throwable e) {
                if (!dying.isDead()) {
                    throw e;
                }
            }
            log.add("crash %s call %d, %s".formatted(moment, call, dying.log().get(call)));
            for (String table : ShopConfig.FIRST.tables()) {
                if (expected.account().published().contains(table)
                        || !config.tables().contains(table)) {
                    couldBeSeen(table).add(expected.rows().table(table));
                }
            }
            clock.advance(TestWorker.UNTIL_TAKE_OVER);
        }

        private Set<SortedMap<String, Partition>> couldBeSeen(String table) {
            return seen.computeIfAbsent(table, id -> new HashSet<>(Set.of(Collections.emptySortedMap())));
        }

        private void check(FromScratch expected, RunReport report) {
            PublishedRows actual = PublishedRows.of(shop);
            Set<String> published = expected.account().published();
            for (String table : ShopConfig.FIRST.tables()) {
                SortedMap<String, Partition> rows = actual.table(table);
                if (published.contains(table)) {
                    assertThat(rows)
                            .as("table %s", table)
                            .isEqualTo(expected.rows().table(table));
                } else if (config.tables().contains(table)) {
                    assertThat(couldBeSeen(table))
                            .as("what table %s, which failed, was before", table)
                            .contains(rows);
                } else if (expected.report().failure().isEmpty()) {
                    assertThat(rows).as("table %s, which is gone", table).isEmpty();
                }
                seen.put(table, new HashSet<>(Set.of(rows)));
            }
            Account account = Account.of(shop, report);
            assertThat(account.total()).isEqualTo(expected.account().total());
            assertThat(account.rows()).isEqualTo(expected.account().rows());
            assertThat(account.files()).isEqualTo(expected.account().files());
            assertThat(account.published()).isEqualTo(published);
        }
    }
}
