package dev.karet.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.RunPlan;
import dev.karet.model.job.JobRecord;
import dev.karet.model.json.JobJson;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;
import dev.karet.table.Sweep;
import dev.karet.table.TinyParquet;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A worker's parts over a store in memory, with a pipeline {@code shop} of one source and one table to put files into. */
public final class WorkerFixture implements AutoCloseable {

    public static final Slug SHOP = new Slug("shop");

    /** One string column from {@code raw/sales/} into table {@code sales}. */
    public static final String CONFIG = config("sales");

    /** Nothing that a test puts into the past goes by its age. */
    private static final Sweep.Keep KEEP = new Sweep.Keep(Duration.ofHours(1), 100, 1_000, Duration.ofDays(36_500));

    public final InMemoryObjectStore store = new InMemoryObjectStore();
    public final CountingEngine engine = new CountingEngine();
    public final WorkDirectory work;
    public final RunPipeline pipeline;
    private final Random random = new Random(7);

    public WorkerFixture(Path temp) {
        work = WorkDirectory.open(temp);
        pipeline = worker(Clock.systemUTC());
    }

    /** Another worker on the same store. */
    public RunPipeline worker(Clock clock) {
        var habits = new RunPipeline.Habits(
                new RunPlan.Limits(2, 128L << 20), Duration.ofMillis(10), Duration.ofSeconds(30), KEEP);
        return new RunPipeline(store, engine, work, habits, clock);
    }

    /** A configuration in which each of {@code names} is a source, a mapping and a table. */
    public static String config(String... names) {
        var containers = new StringBuilder();
        var mappings = new StringBuilder();
        var tables = new StringBuilder();
        for (String name : names) {
            String comma = containers.isEmpty() ? "" : ",";
            containers
                    .append(comma)
                    .append(
                            "{\"id\":\"src-%1$s\",\"name\":\"%1$s\",\"path_prefix\":\"raw/%1$s/\",\"schema\":[{\"name\":\"a\",\"type\":\"string\"}]}"
                                    .formatted(name));
            mappings.append(comma)
                    .append(
                            "{\"id\":\"map-%1$s\",\"source_container_id\":\"src-%1$s\",\"analytic_table_id\":\"%1$s\",\"columns\":[{\"name\":\"a\",\"expr\":{\"kind\":\"col\",\"name\":\"a\"}}]}"
                                    .formatted(name));
            tables.append(comma)
                    .append("{\"id\":\"%1$s\",\"name\":\"%1$s\",\"schema\":[{\"name\":\"a\",\"type\":\"string\"}]}"
                            .formatted(name));
        }
        return "{\"version\":1,\"source_containers\":[%s],\"lookup_mappings\":[],\"mappings\":[%s],\"analytic_tables\":[%s]}"
                .formatted(containers, mappings, tables);
    }

    public void putParquet(String keyInPipeline, String lines) {
        store.put(Layout.pipeline(SHOP) + keyInPipeline, TinyParquet.of(lines), "application/vnd.apache.parquet");
    }

    /** The lines of a data file. */
    public String rows(String keyInPipeline) {
        return TinyParquet.text(
                store.get(Layout.pipeline(SHOP) + keyInPipeline).orElseThrow().body());
    }

    /** The data files that hold a row, below the pipeline's folder. */
    public List<String> filled() {
        return keys("clean/").stream()
                .filter(key ->
                        key.endsWith("/" + Layout.DATA_FILE) && !rows(key).isEmpty())
                .toList();
    }

    public RunOrder order() {
        return new RunOrder(SHOP, JobId.create(Clock.systemUTC().instant(), random), false);
    }

    public void put(String keyInPipeline, String text) {
        store.put(Layout.pipeline(SHOP) + keyInPipeline, text.getBytes(UTF_8), "text/plain");
    }

    public List<String> keys(String prefixInPipeline) {
        String folder = Layout.pipeline(SHOP);
        try (var objects = store.list(folder + prefixInPipeline)) {
            return objects.map(ObjectInfo::key)
                    .map(key -> key.substring(folder.length()))
                    .toList();
        }
    }

    public String text(String keyInPipeline) {
        return new String(
                store.get(Layout.pipeline(SHOP) + keyInPipeline).orElseThrow().body(), UTF_8);
    }

    public JobRecord record(JobId job) {
        return JobJson.read(store.get(Layout.job(SHOP, job)).orElseThrow().body())
                .orElseThrow();
    }

    @Override
    public void close() {
        work.close();
    }
}
