package dev.karet.app;

import picocli.CommandLine.Command;

/** {@code karet} itself: says what there is. */
@Command(
        name = "karet",
        mixinStandardHelpOptions = true,
        version = "karet 0.1.0",
        sortOptions = false,
        description = {"Karet turns CSV files in a bucket into partitioned Parquet tables, and accounts for every row."
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
final class KaretCommand {}
