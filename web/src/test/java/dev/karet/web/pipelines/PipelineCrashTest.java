package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.FaultyObjectStore.Script;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Leases;
import dev.karet.store.ObjectStore;
import dev.karet.store.ProcessDied;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.web.WebSettings.Imports;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.documents.Expectation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is done to pipelines, ended at every call of the store that it makes, and what whoever comes next finds and makes of it. */
class PipelineCrashTest {

    private static final Slug SHOP = new Slug("shop");
    private static final Slug STORE = new Slug("store");
    private static final Duration TERM = Duration.ofSeconds(30);

    /** More than anything here needs. */
    private static final int MOST_CALLS = 400;

    @TempDir
    Path temp;

    private Path archive;
    private Map<String, String> packed = Map.of();

    /** What one process has. */
    private record Process(
            PipelineChanges changes,
            ConfigHistory configs,
            NewPipeline creation,
            PipelineImport archives,
            PipelineList list) {

        static Process over(ObjectStore store, Clock clock) {
            ConfigHistory configs = new ConfigHistory(store, clock, (slug, config) -> {});
            PipelineChanges changes = new PipelineChanges(store, new Leases(store, TERM, clock), clock);
            return new Process(
                    changes,
                    configs,
                    new NewPipeline(
                            store,
                            changes,
                            configs,
                            (slug, template) -> List.of(new NewPipeline.Companion(
                                    "pipelines/" + slug + "/raw/transactions/seed.csv",
                                    "x".getBytes(UTF_8),
                                    "text/csv"))),
                    new PipelineImport(store, changes, configs, new Imports(1_000, 1L << 30, 200)),
                    new PipelineList(store, clock));
        }

        /** A process that comes so much later that every lease of those that died has lapsed. */
        static Process later(ObjectStore store) {
            return over(store, Clock.offset(Clock.systemUTC(), TERM.multipliedBy(3)));
        }
    }

    private interface Work {
        void run(Process process);
    }

    private interface Aftermath {
        void check(InMemoryObjectStore store, Map<String, String> before, String when);
    }

    @BeforeEach
    void packAnArchive() throws IOException {
        archive = temp.resolve("archive.zip");
        try (var out = Files.newOutputStream(archive)) {
            InMemoryObjectStore store = filled();
            packed = objects(store);
            PipelineExport export = new PipelineExport(store);
            export.write(SHOP, export.contents(SHOP), out);
        }
    }

    private static InMemoryObjectStore filled() {
        var store = new InMemoryObjectStore();
        Process.over(store, Clock.systemUTC()).creation().create(SHOP, Template.SPENDING);
        for (String path : List.of(
                "raw/transactions/a.csv",
                "raw/transactions/2024/b.csv",
                "clean/transactions/year=2024/month=05/data.parquet",
                "dashboards/Spending Overview.json",
                "_karet/commits/0000000001.json.gz",
                "_karet/rejects/job-1700000000000-aaaaaa/x.jsonl",
                "preview.png")) {
            store.put("pipelines/shop/" + path, path.getBytes(UTF_8), "text/plain");
        }
        store.put(
                "pipelines/shop/jobs/job-1700000000000-aaaaaa.json",
                "{\"id\":\"job-1700000000000-aaaaaa\",\"pipeline\":\"shop\",\"theirs\":1.50}".getBytes(UTF_8),
                "application/json");
        return store;
    }

    /** What there is, without the leases of pipelines that exist, which lapse by themselves. */
    private static Map<String, String> objects(ObjectStore store) {
        Map<String, String> objects = new TreeMap<>();
        store.list("").forEach(object -> {
            byte[] body = store.get(object.key()).orElseThrow().body();
            // Large ones would make failures unreadable.
            objects.put(object.key(), body.length > 500 ? DocumentText.hash(body) : new String(body, UTF_8));
        });
        List.copyOf(objects.keySet()).stream()
                .filter(key -> key.contains("/_karet/lease/"))
                .filter(key -> objects.containsKey(key.replaceAll("/_karet/lease/.*", "/pipeline.json")))
                .forEach(objects::remove);
        return objects;
    }

    /** The same objects under another name, with that name in the records of runs. */
    private static Map<String, String> as(Slug slug, Map<String, String> objects) {
        Map<String, String> renamed = new TreeMap<>();
        objects.forEach((key, body) -> renamed.put(
                key.replace("pipelines/shop/", "pipelines/" + slug + "/"),
                key.contains("/jobs/") ? record(body.replace("\"shop\"", "\"" + slug + "\"")) : body));
        return renamed;
    }

    private static String record(String body) {
        return JsonText.pretty(((ReadResult.Read<JsonTree>) JsonText.read(body)).value());
    }

    private static int atEveryCall(boolean filled, Fault fault, Work work, Aftermath aftermath) {
        for (int call = 0; call < MOST_CALLS; call++) {
            InMemoryObjectStore store = filled ? filled() : new InMemoryObjectStore();
            Map<String, String> before = objects(store);
            var faulty = new FaultyObjectStore(store, Script.only(call, fault));
            try {
                work.run(Process.over(faulty, Clock.systemUTC()));
            } catch (ProcessDied | StoreException | PipelineRefused | UncheckedIOException died) {
                assertThat(faulty.calls()).isGreaterThan(call);
            }
            boolean over = faulty.calls() <= call;
            faulty.settle();
            aftermath.check(store, before, fault + " at call " + call + " " + faulty.log());
            if (over) return call;
        }
        throw new AssertionError("more calls than " + MOST_CALLS);
    }

    private static Map<String, String> settled(InMemoryObjectStore store) {
        Process.later(store).changes().settleAll();
        return objects(store);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DIE_BEFORE", "DIE_AFTER", "FAIL_BEFORE", "FAIL_AFTER", "FAIL_WITHIN"})
    void aRenamingIsBroughtToItsEndOrNeverBegan(Fault fault) {
        int calls =
                atEveryCall(true, fault, process -> process.changes().rename(SHOP, STORE), (store, before, when) -> {
                    // Whoever looks before it is settled sees the pipeline once, or twice and says why; never none.
                    List<PipelineSummary> seen = Process.later(store).list().all();
                    assertThat(seen).as(when).isNotEmpty();
                    if (seen.size() > 1)
                        assertThat(seen.getFirst().change()).as(when).contains("being renamed");
                    Map<String, String> after = settled(store);
                    assertThat(after).as(when).isIn(before, as(STORE, before));
                });
        assertThat(calls).isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DIE_BEFORE", "DIE_AFTER", "FAIL_BEFORE", "FAIL_AFTER", "FAIL_WITHIN"})
    void aDeletionIsBroughtToItsEndOrNeverBegan(Fault fault) {
        int calls = atEveryCall(true, fault, process -> process.changes().delete(SHOP), (store, before, when) -> {
            Map<String, String> after = settled(store);
            assertThat(after).as(when).isIn(before, Map.of());
            // The name is free again, whatever happened.
            if (after.isEmpty()) Process.later(store).creation().create(SHOP, Template.BLANK);
        });
        assertThat(calls).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DIE_BEFORE", "DIE_AFTER", "FAIL_BEFORE", "FAIL_AFTER"})
    void aCreationIsWholeOrLeavesNothing(Fault fault) {
        atEveryCall(
                false, fault, process -> process.creation().create(SHOP, Template.SPENDING), (store, before, when) -> {
                    assertThat(store.list("pipelines/shop/pipeline.json").count())
                            .as(when)
                            .isLessThanOrEqualTo(1);
                    Map<String, String> after = settled(store);
                    if (!after.isEmpty()) {
                        assertThat(after.keySet())
                                .as(when)
                                .containsExactly(
                                        "pipelines/shop/_karet/config/0000000001.jsonl",
                                        "pipelines/shop/pipeline.json",
                                        "pipelines/shop/raw/transactions/seed.csv");
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DIE_BEFORE", "DIE_AFTER", "FAIL_BEFORE", "FAIL_AFTER"})
    void anImportIsWholeOrLeavesNothing(Fault fault) {
        Map<String, String> whole = as(STORE, packed);
        int calls =
                atEveryCall(false, fault, process -> process.archives().run(STORE, archive), (store, before, when) -> {
                    assertThat(Process.later(store).list().all())
                            .as(when)
                            .allMatch(one -> one.health() != PipelineSummary.Health.DAMAGED);
                    Map<String, String> after = settled(store);
                    assertThat(after).as(when).isIn(Map.of(), whole);
                    if (after.isEmpty()) Process.later(store).archives().run(STORE, archive);
                    assertThat(objects(store)).as(when).isEqualTo(whole);
                });
        assertThat(calls).isGreaterThan(12);
    }

    @Test
    void anImportThatTheStoreLetsDownLeavesNothingByItself() {
        var store = new InMemoryObjectStore();
        var faulty = new FaultyObjectStore(
                store,
                (number, call) -> call.kind() == FaultyObjectStore.Kind.PUT_STREAM && number > 10
                        ? Fault.FAIL_BEFORE
                        : Fault.NONE);

        assertThatThrownBy(
                        () -> Process.over(faulty, Clock.systemUTC()).archives().run(STORE, archive))
                .isInstanceOf(StoreException.class);

        assertThat(objects(store)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DIE_BEFORE", "DIE_AFTER", "FAIL_BEFORE", "FAIL_AFTER"})
    void aSavedConfigurationIsNewOrOldAndTheCopyFollows(Fault fault) {
        JsonTree blank = ((ReadResult.Read<JsonTree>) JsonText.read(Template.BLANK.pipelineJson())).value();
        JsonTree spending = ((ReadResult.Read<JsonTree>) JsonText.read(Template.SPENDING.pipelineJson())).value();
        int calls = atEveryCall(
                true,
                fault,
                process -> process.configs().save(SHOP, blank, new Expectation.Anything(), Optional.empty()),
                (store, before, when) -> {
                    ConfigHistory next = Process.later(store).configs();
                    ConfigHistory.Current current = next.current(SHOP);
                    boolean saved = store.head("pipelines/shop/_karet/config/0000000002.jsonl")
                            .isPresent();
                    assertThat(current.document()).as(when).contains(saved ? blank : spending);
                    assertThat(current.version()).as(when).isEqualTo(saved ? 2 : 1);
                    assertThat(JsonText.read(store.get("pipelines/shop/pipeline.json")
                                    .orElseThrow()
                                    .body()))
                            .as(when)
                            .isEqualTo(new ReadResult.Read<>(current.document().orElseThrow()));
                    assertThat(store.list("pipelines/shop/_karet/config/").count())
                            .as(when)
                            .isEqualTo(saved ? 2 : 1);
                });
        assertThat(calls).isGreaterThan(4);
    }

    @Test
    void aCreationWaitsForNobodyWhoDiedUnderTheNewNameOfARenaming() {
        for (int call = 0; call < 60; call++) {
            InMemoryObjectStore store = filled();
            var faulty = new FaultyObjectStore(store, Script.only(call, Fault.DIE_AFTER));
            try {
                Process.over(faulty, Clock.systemUTC()).changes().rename(SHOP, STORE);
            } catch (ProcessDied died) {
                assertThat(faulty.isDead()).isTrue();
            }
            Process next = Process.later(store);
            Map<String, String> before = objects(store);
            try {
                next.creation().create(STORE, Template.BLANK);
                // It had not begun, so the name was free, and the old pipeline is whole.
                assertThat(before).containsKey("pipelines/shop/pipeline.json");
                assertThat(next.configs().current(SHOP).version()).isEqualTo(1);
            } catch (PipelineRefused taken) {
                assertThat(taken.reason()).isEqualTo(PipelineRefused.Reason.ALREADY_EXISTS);
            }
            next.changes().settleAll();
            assertThat(next.configs().current(STORE).version()).isEqualTo(1);
            assertThat(store.list("_karet/")).isEmpty();
            assertThat(store.list("").filter(object -> object.key().endsWith("a.csv")))
                    .hasSize(1);
        }
    }
}
