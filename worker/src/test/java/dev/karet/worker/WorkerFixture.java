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

    public final InMemoryObjectStore store = new InMemoryObjectStore();
    public final CountingEngine engine = new CountingEngine();
    public final WorkDirectory work;
    public final RunPipeline pipeline;
    private final Random random = new Random(7);

    public WorkerFixture(Path temp) {
        work = WorkDirectory.open(temp);
        pipeline = new RunPipeline(
                store, engine, work, new RunPlan.Limits(2, 128L << 20), Clock.systemUTC(), Duration.ofMillis(10));
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
