package dev.karet.app;

import dev.karet.app.terminal.Amounts;
import dev.karet.app.terminal.Terminal;
import dev.karet.model.Problem;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code karet validate}: every fault of a configuration, without a store or a worker. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a pipeline's configuration and tells every fault.",
            "Each is told with its place and what to do. Ends with 0 when there is none, with 3 otherwise. Nothing is read but the file."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "A pipeline.json.")
    private Path file = Path.of("pipeline.json");

    ValidateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Terminal terminal = context.terminal();
        return switch (PipelineJson.read(bytes())) {
            case ReadResult.Faulty<PipelineConfig>(var problems) -> faulty(problems);
            case ReadResult.Read<PipelineConfig>(var config) -> {
                var checked = PipelineChecker.check(config);
                if (!checked.errors().isEmpty()) {
                    yield faulty(checked.errors());
                }
                Faults.print(terminal.out(), terminal, checked.warnings());
                terminal.out()
                        .println("%s is fine: %s, %s, %s."
                                .formatted(
                                        file,
                                        Amounts.count(config.sourceContainers().size(), "source"),
                                        Amounts.count(config.mappings().size(), "mapping"),
                                        Amounts.count(config.analyticTables().size(), "table")));
                yield ExitCode.OK;
            }
        };
    }

    private int faulty(List<Problem> problems) {
        Terminal terminal = context.terminal();
        terminal.out().println("%s has %s.".formatted(file, Amounts.count(problems.size(), "fault")));
        Faults.print(terminal.out(), terminal, problems);
        return ExitCode.INVALID;
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.INVALID, "%s cannot be read. Is it there, and may you read it?".formatted(file));
        }
    }
}
