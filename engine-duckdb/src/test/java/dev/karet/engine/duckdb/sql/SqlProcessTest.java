package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlAnswer.Busy;
import dev.karet.engine.query.SqlAnswer.Cancelled;
import dev.karet.engine.query.SqlAnswer.Crashed;
import dev.karet.engine.query.SqlAnswer.Rows;
import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.SqlLimits;
import dev.karet.engine.query.SqlQuestion;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableSource;
import dev.karet.engine.query.TableSource.OpenTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes of statements begin and end. */
class SqlProcessTest {

    private static final String ENDLESS = "SELECT count(*) FROM sales, range(1000000000000) r(i) WHERE hash(i) = id";
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private LocalTables tables;

    @BeforeEach
    void makeTables() {
        tables = new LocalTables(folder.resolve("tables"));
    }

    private DuckDbSqlRunner runner() {
        return new DuckDbSqlRunner(
                SqlLimits.of(Duration.ofSeconds(PATIENCE_SECONDS), 100, 200L << 20), 1, folder.resolve("temp"));
    }

    /** A statement that does not end by itself, begun on another thread. */
    private CompletableFuture<SqlAnswer> endless(DuckDbSqlRunner runner, SqlCancel cancel) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        TableSource source = names -> {
            begun.countDown();
            return tables.open(names);
        };
        CompletableFuture<SqlAnswer> answer = CompletableFuture.supplyAsync(
                () -> runner.run(new SqlQuestion(ENDLESS, tables.names(), 1), source, cancel));
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    private SqlAnswer ask(DuckDbSqlRunner runner, String statement) {
        return runner.run(new SqlQuestion(statement, tables.names(), 1), tables, new SqlCancel());
    }

    @Test
    void aStatementThatIsNoLongerWantedEndsAtOnceAndMakesRoomForTheNext() throws Exception {
        try (DuckDbSqlRunner runner = runner()) {
            SqlCancel cancel = new SqlCancel();
            CompletableFuture<SqlAnswer> answer = endless(runner, cancel);
            assertThat(ask(runner, "SELECT 1")).isInstanceOf(Busy.class);
            cancel.cancel();
            assertThat(answer.get(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
            assertThat(tables.stillOpen()).isZero();
            assertThat(ask(runner, "SELECT 1")).isInstanceOf(Rows.class);
            assertThat(runner.run(new SqlQuestion("SELECT 1", List.of(), 1), tables, cancel))
                    .as("a wish that came before the statement")
                    .isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void closingEndsWhatRunsAndLeavesNothingOnTheDisk() throws Exception {
        CompletableFuture<SqlAnswer> answer;
        try (DuckDbSqlRunner runner = runner()) {
            answer = endless(runner, new SqlCancel());
        }
        assertThat(answer.get(PATIENCE_SECONDS / 2, TimeUnit.SECONDS)).isInstanceOf(Cancelled.class);
        try (Stream<Path> left = Files.list(folder.resolve("temp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatADeadServiceLeftBehindIsRemovedAtTheNextStart() throws IOException {
        long nobody = 4_194_304L + 5;
        Path left = Files.createDirectories(folder.resolve("temp/karet-sql-" + nobody + "-1/statement-1"));
        Path ours = Files.createDirectories(folder.resolve("temp/copies"));
        runner().close();
        assertThat(left).doesNotExist();
        assertThat(ours).exists();
    }

    @Test
    void aTableWhoseFileChangesWhileItIsReadIsNotTrustedAnyMore() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "not parquet");
        TableSource changing = names -> {
            OpenTables opened = tables.open(names);
            return new OpenTables() {
                private boolean told;

                @Override
                public List<TableFiles> tables() {
                    if (told)
                        replace(opened.tables().getFirst().files().getFirst().file(), other);
                    told = true;
                    return opened.tables();
                }

                @Override
                public void distrust(TableFiles table) {
                    opened.distrust(table);
                }

                @Override
                public void close() {
                    opened.close();
                }
            };
        };
        try (DuckDbSqlRunner runner = runner()) {
            assertThat(runner.run(new SqlQuestion("FROM sales", tables.names(), 1), changing, new SqlCancel()))
                    .isInstanceOf(Crashed.class);
            assertThat(tables.distrusted()).containsExactly("sales");
        }
    }

    private static void replace(Path file, Path other) {
        try {
            if (Files.exists(other)) Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aProcessKnowsNoSecretAndEndsWhenItsServiceIsKilled() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        String secret = "secret-that-nobody-may-see";
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AskingProgram.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("KARET_SESSION_SECRET", secret);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", secret);
        Process service = builder.start();
        try (var lines = service.inputReader(UTF_8)) {
            assertThat(lines.readLine()).isEqualTo(AskingProgram.ASKED);
            List<ProcessHandle> processes = service.descendants().toList();
            assertThat(processes).isNotEmpty();
            for (ProcessHandle process : processes) {
                Path facts = Path.of("/proc", Long.toString(process.pid()));
                String environment = Files.readString(facts.resolve("environ"));
                assertThat(Arrays.stream(environment.split("\0")).map(entry -> entry.replaceFirst("=.*", "")))
                        .isSubsetOf("PATH", "HOME", "LC_ALL", "MALLOC_ARENA_MAX", "PWD", "OLDPWD", "SHLVL", "_");
                assertThat(environment + Files.readString(facts.resolve("cmdline")))
                        .doesNotContain(secret);
                String limits = Files.readString(facts.resolve("limits"));
                assertThat(limits).doesNotContainPattern("Max (cpu time|address space|file size) +unlimited");
            }
            service.destroyForcibly();
            for (ProcessHandle process : processes) {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            service.destroyForcibly();
        }
    }
}
