package dev.karet.engine.duckdb.sql;

import dev.karet.engine.EngineFault;
import dev.karet.engine.duckdb.sql.SqlProcess.Limits;
import dev.karet.engine.query.SqlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to start a process for a statement. Immutable.
 *
 * @param folder of this service; goes with it
 * @param mostAnswer bytes that a process may say
 */
record ProcessCommand(List<String> command, Path folder, long mostAnswer) {

    /** What the Java machine maps besides DuckDB's memory: 800 MB were measured, much of it never touched. */
    private static final long MACHINE = 1_000L << 20;

    private static final int THREADS = 2;
    private static final long STARTING_SECONDS = 20;
    private static final long NAMES_OF_COLUMNS = 8L << 20;
    private static final String PREFIX = "karet-sql-";

    static ProcessCommand prepare(SqlLimits limits, Path temp) {
        try {
            Files.createDirectories(temp);
            sweep(temp);
            Path folder = Files.createTempDirectory(
                    temp, PREFIX + ProcessHandle.current().pid() + "-");
            SharedDriver driver = SharedDriver.unpack(folder);
            int threads = Math.min(THREADS, Runtime.getRuntime().availableProcessors());
            Confinement confinement = Confinement.of(
                    MACHINE + limits.memoryBytes(),
                    limits.deadline().multipliedBy(threads).plusSeconds(STARTING_SECONDS),
                    limits.memoryBytes());
            Limits told = new Limits(limits.memoryBytes(), threads, limits.answerBytes(), limits.cellCharacters());
            return new ProcessCommand(
                    confinement.around(java(driver, told)), folder, limits.answerBytes() + NAMES_OF_COLUMNS);
        } catch (IOException failure) {
            throw new EngineFault("There is no room for statements in " + temp + ": " + failure.getMessage(), failure);
        }
    }

    private static List<String> java(SharedDriver driver, Limits told) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx192m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=.",
                "-Djava.library.path=" + driver.libraries(),
                "-cp",
                driver.classPath(),
                SqlProcess.class.getName()));
        words.addAll(told.arguments());
        return words;
    }

    ChildProcess start() {
        return ChildProcess.start(command, folder, mostAnswer);
    }

    void remove() {
        ChildProcess.removeFolder(folder);
    }

    /** Removes what services left behind that had no time to. */
    private static void sweep(Path temp) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(temp)) {
            left = files.filter(ProcessCommand::isLeft).toList();
        }
        left.forEach(ChildProcess::removeFolder);
    }

    private static boolean isLeft(Path folder) {
        String name = folder.getFileName().toString();
        if (!name.startsWith(PREFIX)) return false;
        String[] parts = name.substring(PREFIX.length()).split("-", -1);
        Optional<Long> owner =
                parts[0].matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(parts[0])) : Optional.empty();
        return owner.filter(pid -> ProcessHandle.of(pid).isEmpty()).isPresent();
    }
}
