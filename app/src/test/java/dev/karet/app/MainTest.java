package dev.karet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.app.terminal.Terminal;
import dev.karet.model.pipeline.templates.Template;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int karet(Map<String, String> env, String... arguments) {
        Map<String, String> variables =
                new HashMap<>(Map.of("KARET_TEMP_DIR", temp.resolve("temp").toString(), "KARET_WORKER_PORT", "1"));
        variables.putAll(env);
        Terminal terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(err, true));
        return Main.run(new Context(variables, terminal), arguments);
    }

    private String pipelineFile(String text) throws Exception {
        return Files.writeString(temp.resolve("pipeline.json"), text).toString();
    }

    @Test
    void helpNamesEveryCommandAndExitCode() {
        assertThat(karet(Map.of(), "--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "up", "run", "validate", "store", "worker", "web", "Exit codes:", "130");
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void aWrongCommandLineIsAUsageFault() {
        assertThat(karet(Map.of(), "dance")).isEqualTo(ExitCode.USAGE);
        assertThat(karet(Map.of())).isEqualTo(ExitCode.USAGE);
        assertThat(karet(Map.of(), "run")).isEqualTo(ExitCode.USAGE);
        assertThat(karet(Map.of(), "run", "!!!")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aGoodConfigurationIsFine() throws Exception {
        String file =
                pipelineFile(new String(Template.SPENDING.pipelineJson(), java.nio.charset.StandardCharsets.UTF_8));

        assertThat(karet(Map.of(), "validate", file)).isZero();
        assertThat(out.toString()).contains("is fine: 1 source, 1 mapping, 1 table.");
    }

    @Test
    void aFaultyConfigurationIsToldWithEveryFaultAndItsPlace() throws Exception {
        String file = pipelineFile("{\"version\":1,\"source_containers\":7,\"mappings\":8}");

        assertThat(karet(Map.of(), "validate", file)).isEqualTo(ExitCode.INVALID);
        assertThat(out.toString()).contains("/source_containers", "/mappings");
    }

    @Test
    void aFileThatIsNotThereIsToldInASentence() {
        assertThat(karet(Map.of(), "validate", temp.resolve("none.json").toString()))
                .isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("none.json cannot be read").doesNotContain("Exception");
    }

    @Test
    void aFileIsTakenApartIntoATableOrJson() throws Exception {
        Path file = Files.writeString(temp.resolve("may.csv"), "day,n\n2024-05-01,1\n2024-05-02,2\n2024-05-03\n");

        assertThat(karet(Map.of(), "infer", file.toString())).isZero();
        assertThat(out.toString())
                .contains("3 rows, 2 columns", "int64", "1 row would be rejected", "line 4")
                .containsPattern("day +date");
        out.getBuffer().setLength(0);
        assertThat(karet(Map.of(), "infer", "--json", file.toString())).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"signature\"", "\"rejected\" : 1");
    }

    @Test
    void aFileThatIsNoCsvEndsInASentence() throws Exception {
        Path file = Files.write(temp.resolve("book.csv"), new byte[] {'P', 'K', 3, 4, 0});

        assertThat(karet(Map.of(), "infer", file.toString())).isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("book.csv", "ZIP").doesNotContain("Exception");
        assertThat(karet(Map.of(), "infer", temp.resolve("none.csv").toString()))
                .isEqualTo(ExitCode.INVALID);
        assertThat(karet(Map.of(), "infer")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void everyFaultOfTheSettingsIsToldAtOnce() {
        int code = karet(Map.of("KARET_STORE_PORT", "x", "KARET_THREADS", "0", "KARET_WORKER_URL", "nowhere"), "up");

        assertThat(code).isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("KARET_STORE_PORT", "KARET_THREADS", "KARET_WORKER_URL");
    }

    @Test
    void aTakenPortIsOneClearSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            int code = karet(
                    Map.of("KARET_STORE_PORT", port),
                    "store",
                    "--data",
                    temp.resolve("data").toString());

            assertThat(code).isEqualTo(ExitCode.INVALID);
            assertThat(err.toString()).contains(port, "KARET_STORE_PORT").doesNotContain("\tat ");
        }
    }

    @Test
    void aWorkerThatWasNamedAndDoesNotAnswerIsUnreachable() {
        int code = karet(Map.of("KARET_WORKER_URL", "http://127.0.0.1:1"), "run", "spending");

        assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("No worker answers at http://127.0.0.1:1");
    }

    @Test
    void theDemonstrationRunsToItsEndAndCanBeRunAgainFromWhatItKept() {
        String data = temp.resolve("kept").toString();

        assertThat(karet(Map.of(), "demo", "--keep", data)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "24 files",
                        "100,000 rows read = 99,988 written + 12 rejected + 0 deduplicated",
                        "What to try next");
        assertThat(out.toString()
                        .lines()
                        .filter(line -> !line.contains(data))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .isLessThanOrEqualTo(100);

        out.getBuffer().setLength(0);
        assertThat(karet(Map.of(), "run", "spending", "--data", data))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("spending completed", "99,988 written")
                .containsPattern("All of them: pipelines/spending/_karet/rejects/job-");

        out.getBuffer().setLength(0);
        assertThat(karet(Map.of(), "run", "spending", "--json", "--data", data)).isZero();
        assertThat(out.toString()).startsWith("{\"job_id\":").contains("\"rows_written\":99988");

        assertThat(karet(Map.of(), "run", "nobody", "--data", data)).isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("There is no pipeline \"nobody\"");
    }

    @Test
    void aDirectoryThatIsAFileIsToldWithTheCause() throws Exception {
        String file = Files.writeString(temp.resolve("a-file"), "").toString();

        assertThat(karet(Map.of(), "run", "spending", "--data", file)).isEqualTo(ExitCode.INVALID);
        assertThat(err.toString()).contains("is a file, not a directory", "--data");

        err.getBuffer().setLength(0);
        String data = temp.resolve("data").toString();
        assertThat(karet(Map.of("KARET_TEMP_DIR", file), "run", "spending", "--data", data))
                .isEqualTo(ExitCode.INVALID);
        assertThat(err.toString())
                .contains("KARET_TEMP_DIR", "is a file, not a directory")
                .doesNotContain("\tat ");
    }

    @Test
    void anErrorIsJsonOnStandardOutputWhenJsonWasAskedFor() {
        String data = temp.resolve("data").toString();

        assertThat(karet(Map.of(), "run", "nobody", "--json", "--data", data)).isEqualTo(ExitCode.INVALID);

        assertThat(out.toString()).startsWith("{\"error\":\"pipeline_config_not_found\",\"message\":");
    }

    @Test
    void aStoreThatAnotherProcessHasIsToldWithThePortsToSet() throws Exception {
        java.nio.file.Path data = temp.resolve("data");
        var settings = AppSettings.read(Map.of(), data);

        try (OpenStore held = OpenStore.open(settings, 0)) {
            assertThat(held.isEmbedded()).isTrue();
            assertThat(karet(Map.of(), "run", "spending", "--data", data.toString()))
                    .isEqualTo(ExitCode.INVALID);
        }
        assertThat(err.toString()).contains("KARET_WORKER_PORT", "KARET_STORE_PORT");
    }

    @Test
    void theCommandThatTheBannerShowsNamesTheDataUnlessItIsTheUsual() {
        var usual = AppSettings.read(Map.of(), java.nio.file.Path.of(AppSettings.DEFAULT_DATA));
        var other = AppSettings.read(Map.of(), java.nio.file.Path.of("/srv/karet"));

        assertThat(UpCommand.runCommand(true, usual)).isEqualTo("./karet run <slug>");
        assertThat(UpCommand.runCommand(true, other)).isEqualTo("./karet run <slug> --data /srv/karet");
        assertThat(UpCommand.runCommand(false, other)).isEqualTo("./karet run <slug>");
    }
}
