package dev.karet.app;

import dev.karet.app.demo.SpendingData;
import dev.karet.app.demo.SpendingData.DataFile;
import dev.karet.app.terminal.Amounts;
import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.Terminal.Style;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.web.worker.HttpWorkerClient;
import dev.karet.worker.RunOrder;
import dev.karet.worker.WorkDirectory.Staging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code karet demo}: the product's main job from beginning to end, on data made up for it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what Karet does, on two years of made-up bank transactions.",
            "It starts a store and a worker in a scratch directory, uploads 100,000 rows in 24 files, some of them",
            "dirty, runs the Spending Tracker pipeline over them, and accounts for every row. It leaves nothing",
            "behind unless told to."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Slug SPENDING = new Slug("spending");

    private final Context context;
    private final Terminal terminal;
    private final PrintWriter out;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep everything in DIR, for \"karet up --data DIR\".")
    private Optional<Path> keep = Optional.empty();

    DemoCommand(Context context) {
        this.context = context;
        this.terminal = context.terminal();
        this.out = context.terminal().out();
    }

    @Override
    public Integer call() throws IOException {
        Thread here = Thread.currentThread();
        try (Interruption _ = new Interruption(here::interrupt);
                Staging scratch = new Staging(Files.createTempDirectory("karet-demo-"))) {
            AppSettings settings = settings(scratch.path());
            try (OpenStore store = OpenStore.open(settings, 0);
                    RunningWorker worker = RunningWorker.start(settings.worker(), store.client());
                    RemoteRunner runner = new RemoteRunner(
                            new HttpWorkerClient(worker.address(), Optional.empty()),
                            Optional.of(OpenStore.again(store)))) {
                show(store, worker, runner);
            }
        }
        next();
        return ExitCode.OK;
    }

    /** Ports and folders of its own, so that the demonstration meets nothing that runs already. */
    private AppSettings settings(Path scratch) {
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("KARET_THREADS", "KARET_MEMORY_LIMIT")) {
            Optional.ofNullable(context.variables().get(name)).ifPresent(value -> variables.put(name, value));
        }
        variables.put("KARET_STORE_PORT", "0");
        variables.put("KARET_WORKER_PORT", "0");
        variables.put("KARET_TEMP_DIR", scratch.resolve("temp").toString());
        return AppSettings.read(variables, keep.orElse(scratch.resolve("data")));
    }

    private void show(OpenStore store, RunningWorker worker, RemoteRunner runner) {
        heading("Karet turns CSV files in a bucket into Parquet tables");
        out.printf(
                "  An S3 store is up at %s and a worker at %s.%n",
                store.settings().place(), worker.address());
        upload(store.client());
        out.println();
        out.println("  POST /jobs/run {\"pipeline_prefix\": \"%s\"}".formatted(Layout.pipeline(SPENDING)));
        out.flush();
        long start = System.nanoTime();
        RunAnswer answer = new Watching(runner, terminal)
                .run(new RunOrder(SPENDING, JobId.create(Instant.now(), new SecureRandom()), false));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        result(answer, took, store.client());
    }

    private void upload(ObjectStore store) {
        store.put(Layout.pipelineConfig(SPENDING), Template.SPENDING.pipelineJson(), "application/json");
        List<DataFile> files = SpendingData.files();
        long bytes = 0;
        for (DataFile file : files) {
            store.put(Layout.container(SPENDING, "raw/transactions/") + file.name(), file.bytes(), "text/csv");
            bytes += file.bytes().length;
        }
        out.printf(
                "  Uploaded to raw/transactions/: %s, %s of card transactions.%n",
                Amounts.count(files.size(), "file"), Amounts.bytes(bytes));
        out.println("  The pipeline is the Spending Tracker template: dates parsed, amounts exact to the cent,");
        out.println("  categories and merchants found by keyword, one Parquet file a month.");
    }

    private void result(RunAnswer answer, Duration took, ObjectStore store) {
        long rows = answer.report().rows().map(account -> account.read()).orElse(0L);
        heading("Done in %s: %s rows a second"
                .formatted(Amounts.time(took), Amounts.count(rows * 1000 / Math.max(1, took.toMillis()))));
        answer.report().tables().forEach(table -> PartitionTable.lines(table).forEach(out::println));
        heading("Every row is accounted for");
        RunSummary summary = new RunSummary(terminal);
        summary.account(answer.report().rows().orElseThrow());
        summary.rejects(RejectedRows.of(answer.report(), SPENDING, store), SPENDING);
    }

    private void next() {
        heading("What to try next");
        keep.ifPresentOrElse(
                directory -> {
                    hint("./karet up --data " + directory, "a store and a worker on this data, until Ctrl-C");
                    hint("./karet run spending --data " + directory, "the run again: nothing changes");
                    hint(
                            directory
                                    .resolve("objects/karet-data/pipelines/spending/clean/transactions")
                                    .toString(),
                            "the Parquet files, for DuckDB, Polars, pandas or Spark");
                },
                () -> {
                    hint("./karet demo --keep ./karet-data", "the same, and keep what it made");
                    hint("./karet up", "then serve it: a store and a worker, until Ctrl-C");
                    hint("./karet run spending", "and run the pipeline again: nothing changes");
                });
        hint("./karet help", "every command");
        out.println();
        out.flush();
    }

    private void hint(String what, String why) {
        out.println("  " + what);
        out.println("      " + terminal.styled(Style.DIM, why));
    }

    private void heading(String text) {
        out.println();
        out.println(terminal.styled(Style.BOLD, text));
        out.println();
    }
}
