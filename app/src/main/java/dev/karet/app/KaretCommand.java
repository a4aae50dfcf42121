package dev.karet.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code karet} itself: says what there is. */
@Command(
        name = "karet",
        mixinStandardHelpOptions = true,
        version = "karet 0.1.0",
        sortOptions = false,
        description = {
            "Karet turns CSV files in a bucket into partitioned Parquet tables, through pipelines",
            "whose every row is accounted for."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "Try \"karet demo\" first, and \"karet help COMMAND\" for one command.",
            "",
            "Exit codes:",
            "    0  done",
            "    1  the job failed",
            "    2  the command line is wrong",
            "    3  settings or a configuration have faults, or there is no such pipeline",
            "    4  the store or the worker cannot be reached",
            "    5  the pipeline is running already, or the worker is full",
            "   70  something failed inside Karet",
            "  130  cancelled"
        })
final class KaretCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do, such as \"karet demo\".");
    }
}
