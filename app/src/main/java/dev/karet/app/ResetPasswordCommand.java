package dev.karet.app;

import dev.karet.web.auth.NewPassword;
import dev.karet.web.auth.PasswordReset;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code karet reset-password}: sets the administrator's password, for whoever holds the bucket. */
@Command(
        name = "reset-password",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sets the password of the web service, whatever it was, and ends every session.",
            "It needs nothing but the bucket: the store at AWS_ENDPOINT_URL, or the one in the data directory, whether",
            "Karet runs on it or not. The password is asked for; without a terminal it is the first line of the input.",
            "API tokens stay as they are."
        })
final class ResetPasswordCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private DataOption data = new DataOption();

    ResetPasswordCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        AppSettings settings = AppSettings.read(context.variables(), data.directory());
        NewPassword password = password();
        try (OpenStore store = OpenStore.running(settings)) {
            new PasswordReset(store.client(), Clock.systemUTC()).set(password);
        }
        context.terminal().out().println("The password is set, and every session has ended. Sign in with the new one.");
        return ExitCode.OK;
    }

    private NewPassword password() {
        String typed = typed();
        Optional<String> fault = NewPassword.fault(typed);
        if (fault.isPresent()) throw new CommandFailed(ExitCode.INVALID, fault.get());
        return new NewPassword(typed);
    }

    private static String typed() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(ResetPasswordCommand::asked)
                .orElseGet(ResetPasswordCommand::firstLine);
    }

    private static String asked(Console console) {
        char[] first = console.readPassword("New password: ");
        char[] second = console.readPassword("The same again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new CommandFailed(ExitCode.INVALID, "These were not twice the same. Nothing was changed.");
        }
        return new String(first);
    }

    private static String firstLine() {
        try {
            byte[] input = System.in.readNBytes(NewPassword.LONGEST * 4 + 2);
            return new String(input, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
