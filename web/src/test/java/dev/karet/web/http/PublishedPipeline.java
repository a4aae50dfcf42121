package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.RunPlan;
import dev.karet.engine.duckdb.DuckDbEngine;
import dev.karet.engine.duckdb.query.DuckDbTableQueries;
import dev.karet.engine.query.TableQueries;
import dev.karet.model.expr.ExprParser;
import dev.karet.model.job.JobRecord;
import dev.karet.model.json.PipelineJson;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.table.LocalCopies;
import dev.karet.table.Sweep;
import dev.karet.web.dashboards.DashboardData;
import dev.karet.web.dashboards.Dashboards;
import dev.karet.web.tables.TableLimits;
import dev.karet.web.tables.TableShelf;
import dev.karet.web.tables.Tables;
import dev.karet.worker.RunOrder;
import dev.karet.worker.RunPipeline;
import dev.karet.worker.StopSignal;
import dev.karet.worker.WorkDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A pipeline {@code shop} in a bucket in memory, run by a real worker, and a web service that shows its tables. */
final class PublishedPipeline implements AutoCloseable {

    static final Slug SHOP = new Slug("shop");

    private static final DuckDbEngine ENGINE = new DuckDbEngine();

    final InMemoryObjectStore store = new InMemoryObjectStore();
    final TableShelf shelf;
    private final WorkDirectory work;
    private final RunPipeline runs;
    private final TableQueries queries;
    private final LocalCopies copies;
    private final WebFixture web;
    private final Random random = new Random(7);
    private final List<String> columns = new ArrayList<>();
    private final List<String> mappings = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    PublishedPipeline(Path temp, long cacheBytes, TableLimits limits) {
        this(temp, cacheBytes, limits, real -> real);
    }

    PublishedPipeline(Path temp, long cacheBytes, TableLimits limits, UnaryOperator<TableQueries> answering) {
        work = WorkDirectory.open(temp);
        RunPipeline.Habits habits = new RunPipeline.Habits(
                new RunPlan.Limits(2, 128L << 20), Duration.ofDays(1), Duration.ofHours(1), Sweep.Keep.DEFAULT);
        runs = new RunPipeline(store, ENGINE, work, habits, Clock.systemUTC());
        queries = answering.apply(new DuckDbTableQueries(temp.resolve("spill"), 256L << 20, 1L << 30, 2));
        copies = LocalCopies.open(store, temp.resolve("tables"), cacheBytes);
        shelf = new TableShelf(store, copies, limits.fetching());
        Tables shown = new Tables(shelf, copies, queries, limits);
        web = WebFixture.open(
                new TableRoutes(shown),
                new DashboardRoutes(new Dashboards(store)),
                new DashboardDataRoutes(new Dashboards(store), new DashboardData(shelf, queries, limits)));
    }

    PublishedPipeline(Path temp) {
        this(temp, 64 << 20, TableLimits.within(Duration.ofSeconds(30)));
    }

    ApiClient client() {
        return web.client();
    }

    /** The string columns of the one source. */
    PublishedPipeline source(String... names) {
        columns.clear();
        for (String name : names) columns.add("{\"name\":\"%s\",\"type\":\"string\"}".formatted(name));
        return this;
    }

    PublishedPipeline without(String table) {
        tables.removeIf(json -> json.startsWith("{\"id\":\"" + table + "\""));
        mappings.removeIf(json -> json.startsWith("{\"id\":\"to-" + table + "\""));
        return this;
    }

    /**
     * Adds a table.
     *
     * @param partition {@code "partition_keys":…} of the table or {@code "partition_by":…} of its mapping; empty for neither
     * @param outputs each {@code name|type|expression}
     */
    PublishedPipeline table(String id, String partition, String... outputs) {
        without(id);
        List<String> schema = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (String output : outputs) {
            String[] parts = output.split("\\|", 3);
            schema.add("{\"name\":\"%s\",\"type\":\"%s\"}".formatted(parts[0], parts[1]));
            made.add("{\"name\":\"%s\",\"expr\":%s}".formatted(parts[0], expression(parts[2])));
        }
        boolean byDate = partition.startsWith("\"partition_by\"");
        tables.add("{\"id\":\"%s\",\"name\":\"Table %s\",%s\"schema\":[%s]}"
                .formatted(id, id, byDate || partition.isEmpty() ? "" : partition + ",", String.join(",", schema)));
        mappings.add(
                "{\"id\":\"to-%s\",\"source_container_id\":\"orders\",\"analytic_table_id\":\"%s\",%s\"columns\":[%s]}"
                        .formatted(id, id, byDate ? partition + "," : "", String.join(",", made)));
        return this;
    }

    private static String expression(String text) {
        return switch (ExprParser.parse(text)) {
            case ExprParser.Result.Parsed(var expr) -> PipelineJson.writeExpr(expr);
            case ExprParser.Result.Faulty(var message, var _, var _) -> throw new AssertionError(text + ": " + message);
        };
    }

    PublishedPipeline configure() {
        String config = """
                {"version":1,"source_containers":[{"id":"orders","name":"orders","path_prefix":"raw/orders/","schema":[%s]}],
                 "lookup_mappings":[],"mappings":[%s],"analytic_tables":[%s]}""".formatted(String.join(",", columns), String.join(",", mappings), String.join(",", tables));
        store.put(Layout.pipelineConfig(SHOP), config.getBytes(UTF_8), "application/json");
        return this;
    }

    PublishedPipeline file(String name, String csv) {
        store.put(Layout.raw(SHOP) + "orders/" + name, csv.getBytes(UTF_8), "text/csv");
        return this;
    }

    PublishedPipeline run() {
        JobRecord record = runs.run(
                new RunOrder(SHOP, JobId.create(Clock.systemUTC().instant(), random), false), new StopSignal());
        if (record.status() != JobRecord.Status.COMPLETED) throw new AssertionError(record);
        return this;
    }

    @Override
    public void close() {
        web.close();
        copies.close();
        queries.close();
        work.close();
    }
}
