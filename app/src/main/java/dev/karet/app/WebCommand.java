package dev.karet.app;

import dev.karet.model.settings.Environment;
import dev.karet.store.BucketFormat;
import dev.karet.store.S3ObjectStore;
import dev.karet.web.WebSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code karet web}: a web service alone, on the store and the worker that the environment names. */
@Command(
        name = "web",
        mixinStandardHelpOptions = true,
        description = "Starts a web service alone, until Ctrl-C or SIGTERM.",
        footerHeading = "%n",
        footer = {
            "It works on the store at AWS_ENDPOINT_URL, or on AWS S3 without it, and gives runs to the worker at",
            "KARET_WORKER_URL. It listens on PORT (3000), on this machine only unless KARET_BIND says otherwise,",
            "and does not start without KARET_SESSION_SECRET. All settings: docs/reference/configuration.md"
        })
final class WebCommand implements Callable<Integer> {

    private final Context context;

    WebCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        WebSettings settings = WebSettings.read(new Environment(context.variables()), "PORT");
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = new Interruption(stop::countDown);
                S3ObjectStore store = new S3ObjectStore(settings.store())) {
            store.checkBucket(false);
            BucketFormat.require(store);
            try (RunningWeb web = RunningWeb.start(settings, store, false)) {
                context.terminal()
                        .out()
                        .println("The web service is up at %s. Stop it with Ctrl-C.".formatted(web.address()));
                context.terminal().out().flush();
                stop.await();
            }
        }
        return ExitCode.OK;
    }
}
