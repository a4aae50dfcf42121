package dev.karet.app;

import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.Terminal.Style;
import dev.karet.app.terminal.TextTable;
import dev.karet.web.WebSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karet up}: a store, a worker and a web service in one process. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts the store, the worker and the web service, until Ctrl-C.",
            "All live in one process, each on a port of its own on this machine."
        },
        footerHeading = "%n",
        footer = {
            "The store listens on KARET_STORE_PORT (9000), the worker on KARET_WORKER_PORT (8080),",
            "the web service on KARET_WEB_PORT (3000), for other machines too when KARET_BIND says so.",
            "With AWS_ENDPOINT_URL set, the store there is used and none is started."
        })
final class UpCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private DataOption data = new DataOption();

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        UpSettings up = UpSettings.read(context.variables(), data.directory());
        AppSettings settings = up.app();
        EventRelay relay = new EventRelay(up.web().store().bucket());
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = new Interruption(stop::countDown);
                OpenStore store = OpenStore.open(settings, settings.storePort(), relay);
                RunningWorker worker = RunningWorker.start(settings.worker(), store.client());
                RunningWeb web = RunningWeb.start(
                        up.web()
                                .over(
                                        store.settings(),
                                        new WebSettings.Worker(
                                                worker.address(),
                                                settings.worker().token())),
                        store.client(),
                        store.isEmbedded())) {
            relay.to(web.events());
            say(settings, store, worker, web);
            stop.await();
        }
        return ExitCode.OK;
    }

    /** What to type so that {@code run} finds this very worker and its store. */
    static String runCommand(boolean embedded, AppSettings settings) {
        String data = settings.data().toString();
        boolean usual = Path.of(AppSettings.DEFAULT_DATA).equals(settings.data());
        return "./karet run <slug>" + (embedded && !usual ? " --data " + data : "");
    }

    private void say(AppSettings settings, OpenStore store, RunningWorker worker, RunningWeb web) {
        Terminal terminal = context.terminal();
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, "Karet is up.") + " Stop it with Ctrl-C.");
        terminal.out().println();
        TextTable table = TextTable.ofTexts()
                .row("web", web.address().toString(), "open it in a browser")
                .row(
                        "store",
                        store.settings().place(),
                        "bucket " + store.settings().bucket())
                .row("worker", worker.address().toString(), "");
        if (store.isEmbedded()) {
            table.row("data", settings.data().toString(), "the store's keys are in its file \"credentials\"");
        }
        table.lines().forEach(terminal.out()::println);
        terminal.out().println();
        terminal.out().println("Run a pipeline from another shell: " + runCommand(store.isEmbedded(), settings));
        terminal.out().flush();
    }
}
