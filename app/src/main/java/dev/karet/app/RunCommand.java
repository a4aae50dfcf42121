package dev.karet.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.app.terminal.Terminal;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ApiJson;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import dev.karet.web.worker.HttpWorkerClient;
import dev.karet.web.worker.WorkerClient;
import dev.karet.worker.RunOrder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code karet run}: runs one pipeline and says what it did. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a pipeline and says what became of every row.",
            "A worker that answers at KARET_WORKER_URL, or on this machine at KARET_WORKER_PORT, is asked to do",
            "it; otherwise it is done here, on the store at AWS_ENDPOINT_URL or the one in the data directory.",
            "Ctrl-C cancels the run, and then nothing is published."
        })
final class RunCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "SLUG", description = "The pipeline's name in the bucket.")
    private String pipeline = "";

    @Option(names = "--clean", description = "Ignore earlier results and build everything anew.")
    private boolean clean;

    @Option(
            names = "--publish-anyway",
            description = "Publish even what the pipeline's publish_guards would hold back.")
    private boolean publishAnyway;

    @Option(
            names = "--json",
            description = "Print the worker's answer as JSON, errors too, and nothing else on standard output.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Slug slug = slug();
        AppSettings settings = AppSettings.read(context.variables(), data.directory());
        RunOrder order = new RunOrder(slug, JobId.create(Instant.now(), new SecureRandom()), clean, publishAnyway);
        AtomicReference<Runnable> cancel = new AtomicReference<>(() -> {});
        try (Interruption interruption = new Interruption(() -> cancel.get().run());
                PipelineRunner runner = runner(settings)) {
            Watching watching = new Watching(runner, context.terminal());
            cancel.set(() -> watching.cancel(order));
            context.terminal().err().println(runner.place());
            long start = System.nanoTime();
            RunAnswer answer = watched(watching, order);
            tell(slug, answer, runner, Duration.ofNanos(System.nanoTime() - start));
            int code = answer.status() == Status.COMPLETED ? ExitCode.OK : ExitCode.JOB_FAILED;
            if (interruption.isWished()) {
                context.terminal().err().println("The run came to its end before it could be cancelled.");
                interruption.cameTooLate(code);
            }
            return code;
        }
    }

    private RunAnswer watched(Watching watching, RunOrder order) {
        try {
            return watching.run(order);
        } catch (RuntimeException e) {
            if (json) {
                CommandFailed.of(e)
                        .flatMap(CommandFailed::answer)
                        .ifPresent(error ->
                                context.terminal().out().println(new String(ApiJson.writeError(error), UTF_8)));
            }
            throw e;
        }
    }

    private Slug slug() {
        try {
            return Slug.canonical(pipeline);
        } catch (Slug.InvalidSlug e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    e.problem().message() + " " + e.problem().hint().orElse(""));
        }
    }

    private static PipelineRunner runner(AppSettings settings) {
        WorkerClient worker = new HttpWorkerClient(
                settings.workerUrl().orElseGet(settings::localWorker),
                settings.worker().token());
        if (worker.isThere()) {
            return new RemoteRunner(worker, OpenStore.beside(settings));
        }
        worker.close();
        if (settings.workerUrl().isPresent()) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "No worker answers at %s, which KARET_WORKER_URL names.".formatted(worker.address()));
        }
        return LocalRunner.open(settings);
    }

    private void tell(Slug slug, RunAnswer answer, PipelineRunner runner, Duration took) {
        Terminal terminal = context.terminal();
        if (json) {
            terminal.out().println(new String(ApiJson.writeRun(answer), UTF_8));
        } else {
            RunSummary summary = new RunSummary(terminal);
            summary.print(slug, answer, took);
            Optional<RejectedRows> rejected =
                    runner.store().map(store -> RejectedRows.of(answer.report(), slug, store));
            rejected.ifPresent(rows -> summary.rejects(rows, slug));
            summary.rejectsPlace(slug, answer);
        }
        terminal.out().flush();
    }
}
