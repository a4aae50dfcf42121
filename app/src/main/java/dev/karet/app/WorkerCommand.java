package dev.karet.app;

import dev.karet.store.BucketFormat;
import dev.karet.store.S3ObjectStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code karet worker}: a worker alone, on the store that the environment names. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Starts a worker alone, until Ctrl-C or SIGTERM.",
        footerHeading = "%n",
        footer = {
            "It works on the store at AWS_ENDPOINT_URL, or on AWS S3 without it, with AWS_ACCESS_KEY_ID and",
            "AWS_SECRET_ACCESS_KEY. It listens on PORT (8080), on this machine only unless KARET_BIND says",
            "otherwise, and then it needs KARET_WORKER_TOKEN. All settings: docs/reference/configuration.md"
        })
final class WorkerCommand implements Callable<Integer> {

    private final Context context;

    WorkerCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        AppSettings settings = AppSettings.ofWorker(context.variables(), Path.of(AppSettings.DEFAULT_DATA));
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = new Interruption(stop::countDown);
                S3ObjectStore store = new S3ObjectStore(settings.worker().store())) {
            store.checkBucket(false);
            BucketFormat.require(store);
            try (RunningWorker worker = RunningWorker.start(settings.worker(), store)) {
                context.terminal()
                        .out()
                        .println("The worker is up at %s. Stop it with Ctrl-C.".formatted(worker.address()));
                context.terminal().out().flush();
                stop.await();
            }
        }
        return ExitCode.OK;
    }
}
