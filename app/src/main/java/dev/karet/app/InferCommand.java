package dev.karet.app;

import dev.karet.app.terminal.Amounts;
import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.TextTable;
import dev.karet.infer.Choices;
import dev.karet.infer.Detection;
import dev.karet.infer.DetectionJson;
import dev.karet.infer.Detector;
import dev.karet.infer.StoredFile;
import dev.karet.infer.Unreadable;
import dev.karet.model.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code karet infer}: what a CSV file is made of, without a store or a worker. */
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a CSV file is made of: its format, its columns and their types.",
            "Every row is looked at. Ends with 0, or with 3 when the file cannot be read as CSV."
        })
final class InferCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "A CSV file; one whose name ends in .gz is decompressed.")
    private Path file = Path.of("file.csv");

    @Option(names = "--json", description = "Print what the API answers instead of a table.")
    private boolean json;

    InferCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new CommandFailed(
                    ExitCode.INVALID, "%s cannot be read. Is it there, and may you read it?".formatted(file));
        }
        Detection detection = detection();
        if (json) context.terminal().out().println(JsonText.pretty(DetectionJson.write(detection)));
        else print(detection);
        return ExitCode.OK;
    }

    private Detection detection() throws IOException {
        Path folder = Files.createTempDirectory("karet-infer-");
        try {
            return new Detector(folder).detect(new Detector.Question(stored(), Choices.NONE, false), () -> false);
        } catch (Unreadable e) {
            throw new CommandFailed(ExitCode.INVALID, "%s: %s".formatted(file, e.getMessage()));
        } finally {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path path : left.toList()) Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        }
    }

    private StoredFile stored() {
        return new StoredFile() {
            @Override
            public String name() {
                return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    private void print(Detection detection) {
        Terminal terminal = context.terminal();
        terminal.out()
                .println("%s: %s, %s."
                        .formatted(
                                file,
                                Amounts.count(detection.rows().read(), "row"),
                                Amounts.count(detection.columns().size(), "column")));
        detection.evidence().forEach(evidence -> terminal.out().println("  " + evidence.message()));
        terminal.out().println();
        TextTable table = TextTable.ofTexts().row("column", "type", "role", "fits", "empty", "why");
        for (Detection.Column column : detection.columns()) {
            table.row(
                    column.name(),
                    column.reading().type().label(),
                    column.role().name().toLowerCase(Locale.ROOT),
                    String.format(Locale.ROOT, "%.2f %%", Math.floor(column.confidence() * 10_000) / 100),
                    Long.toString(column.nulls()),
                    column.message());
        }
        table.lines().forEach(terminal.out()::println);
        detection.notes().forEach(note -> terminal.out().println("Note: " + note.message()));
        if (detection.rows().rejected() == 0) return;
        terminal.out()
                .println("%s would be rejected:"
                        .formatted(Amounts.count(detection.rows().rejected(), "row")));
        detection
                .rejects()
                .forEach(reject -> terminal.out()
                        .println("  line %d: %s %s"
                                .formatted(reject.line(), reject.value().orElse(""), reject.reason())));
    }
}
