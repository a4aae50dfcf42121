package dev.karet.app;

import dev.karet.app.terminal.Terminal;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** The command line's way in. */
public final class Main {

    private static final int HELP_WIDTH = 100;

    private Main() {}

    public static void main(String[] arguments) {
        quietLogs(arguments);
        Context context = new Context(System.getenv(), Terminal.ofProcess(System.getenv()));
        int code = run(context, arguments);
        context.terminal().out().flush();
        context.terminal().err().flush();
        System.exit(code);
    }

    /** Carries out one command; what {@link #main} does but for ending the process. */
    static int run(Context context, String... arguments) {
        return commandLine(context).execute(arguments);
    }

    private static CommandLine commandLine(Context context) {
        CommandLine line = new CommandLine(new KaretCommand()).setUsageHelpWidth(HELP_WIDTH);
        line.addSubcommand("demo", new DemoCommand(context));
        line.addSubcommand("up", new UpCommand(context));
        line.addSubcommand("run", new RunCommand(context));
        line.addSubcommand("validate", new ValidateCommand(context));
        line.addSubcommand("infer", new InferCommand(context));
        line.addSubcommand("store", new StoreCommand(context));
        line.addSubcommand("worker", new WorkerCommand(context));
        line.addSubcommand("web", new WebCommand(context));
        line.addSubcommand("reset-password", new ResetPasswordCommand(context));
        line.addSubcommand("help", new HelpCommand());
        line.setUsageHelpWidth(Math.max(80, context.terminal().width()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setOut(context.terminal().out());
        line.setErr(context.terminal().err());
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(context.terminal(), e));
        return line;
    }

    private static int failed(Terminal terminal, Exception e) {
        Optional<CommandFailed> known = CommandFailed.of(e);
        if (known.isEmpty()) {
            LoggerFactory.getLogger(Main.class).error("the command failed", e);
            terminal.err().println("Something failed inside Karet. The line above says what; please report it.");
            return ExitCode.INTERNAL;
        }
        CommandFailed failed = known.get();
        terminal.err().println(failed.getMessage());
        Faults.print(terminal.err(), terminal, failed.problems());
        terminal.err().flush();
        return failed.exitCode();
    }

    /** Commands that speak to a person log only what goes wrong; services log what they do. */
    private static void quietLogs(String[] arguments) {
        boolean service = arguments.length > 0
                && (arguments[0].equals("up")
                        || arguments[0].equals("worker")
                        || arguments[0].equals("web")
                        || arguments[0].equals("store"));
        if (!service && System.getenv("KARET_LOG_LEVEL") == null) {
            System.setProperty("karet.log.level", "WARN");
        }
    }
}
