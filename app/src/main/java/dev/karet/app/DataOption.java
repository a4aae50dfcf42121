package dev.karet.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the embedded store lives. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = AppSettings.DEFAULT_DATA,
            description =
                    "Where the embedded store keeps everything (default: ${DEFAULT-VALUE}). Not used with AWS_ENDPOINT_URL.")
    private Path directory = Path.of(AppSettings.DEFAULT_DATA);

    Path directory() {
        return directory;
    }
}
