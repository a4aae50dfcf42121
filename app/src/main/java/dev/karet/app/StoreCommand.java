package dev.karet.app;

import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.Terminal.Style;
import dev.karet.store.server.CredentialsFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karet store}: the embedded S3 store alone. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts the embedded S3 store alone, until Ctrl-C.",
        footerHeading = "%n",
        footer =
                "It listens on KARET_STORE_PORT (9000). Its keys are made at the first start and lie in DIR/credentials, for a shell to source.")
final class StoreCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private DataOption data = new DataOption();

    StoreCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        AppSettings settings = AppSettings.read(context.variables(), data.directory());
        if (settings.externalStore().isPresent()) {
            throw new CommandFailed(
                    ExitCode.INVALID,
                    "AWS_ENDPOINT_URL names a store elsewhere, so there is none to start. Unset it first.");
        }
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption _ = new Interruption(stop::countDown);
                OpenStore store = OpenStore.open(settings, settings.storePort())) {
            say(settings, store);
            stop.await();
        }
        return ExitCode.OK;
    }

    private void say(AppSettings settings, OpenStore store) {
        Terminal terminal = context.terminal();
        PrintWriter out = terminal.out();
        out.println();
        out.println(terminal.styled(Style.BOLD, "The store is up")
                + " at %s. Stop it with Ctrl-C.".formatted(store.settings().place()));
        out.println();
        out.println("Reach it from another shell:");
        out.println();
        out.println("  set -a; . %s; set +a".formatted(CredentialsFile.in(settings.data())));
        out.println("  export AWS_ENDPOINT_URL=" + store.settings().place());
        out.println("  aws s3 ls s3://%s/".formatted(store.settings().bucket()));
        out.flush();
    }
}
