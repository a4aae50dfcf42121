package dev.karet.e2e.publish;

import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Call;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.Slug;
import dev.karet.worker.RunRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of one pipeline as a process of its own, to which something happens at one of its calls to the store. */
final class WorkerProcess {

    /** What a process says on standard output once it waits at its call. */
    static final String WAITING = "waiting";

    /** The exit code of a process that halted itself, as a shell tells of one that was killed. */
    static final int KILLED = 137;

    /** What happens to a process before its call has its effect, and so after the one before it had. */
    enum Fate {
        /** It dies by itself. */
        HALT,
        /** It waits for the signal by which its parent kills it. */
        SIGNAL,
        /** It waits until its parent writes a byte to it, and goes on. */
        PAUSE
    }

    private static final String MACHINE = "machine";

    private WorkerProcess() {}

    /**
     * Starts a process.
     *
     * @param start when its clock begins, which then moves only by being looked at; empty for the machine's clock
     * @param lease how long it may be silent
     * @param point the number of the call, or how the call begins, as in {@code "COPY pipelines/shop/clean/"}
     * @param errors gets its standard error
     */
    static Process start(
            PipelineFolder pipeline,
            URI store,
            Path work,
            Optional<Instant> start,
            Duration lease,
            String point,
            Fate fate,
            Path errors)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WorkerProcess.class.getName(),
                        store.toString(),
                        pipeline.slug().value(),
                        work.toString(),
                        start.map(Instant::toString).orElse(MACHINE),
                        lease.toString(),
                        point,
                        fate.name())
                .redirectError(errors.toFile())
                .start();
    }

    /** Says on standard output how the run ended: by the status of its record, or by the reason why it was refused. */
    public static void main(String[] arguments) throws IOException {
        Fate fate = Fate.valueOf(arguments[6]);
        AtomicBoolean met = new AtomicBoolean();
        try (var client = RunningStore.client(URI.create(arguments[0]))) {
            var interrupted = new FaultyObjectStore(
                    client,
                    (number, call) -> isAt(arguments[5], number, call) && met.compareAndSet(false, true)
                            ? meet(fate)
                            : Fault.NONE);
            PipelineFolder pipeline = new PipelineFolder(interrupted, new Slug(arguments[1]));
            Clock clock = arguments[3].equals(MACHINE) ? Clock.systemUTC() : new TestClock(Instant.parse(arguments[3]));
            try (var worker =
                    new TestWorker(pipeline, Path.of(arguments[2]), clock, 11, Duration.parse(arguments[4]))) {
                say(worker.run().status().toString());
            } catch (RunRefused refused) {
                say(refused.reason().toString());
            }
        }
    }

    private static boolean isAt(String point, int number, Call call) {
        return point.equals(Integer.toString(number)) || (call.kind() + " " + call.key()).startsWith(point);
    }

    private static Fault meet(Fate fate) {
        switch (fate) {
            case HALT -> Runtime.getRuntime().halt(KILLED);
            case SIGNAL -> {
                say(WAITING);
                while (awaitByte()) {
                    Thread.onSpinWait();
                }
            }
            case PAUSE -> {
                say(WAITING);
                awaitByte();
            }
        }
        return Fault.NONE;
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** Not for ever: a process whose parent is gone ends too. */
    private static boolean awaitByte() {
        try {
            if (System.in.read() < 0) Runtime.getRuntime().halt(1);
            return true;
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
            return false;
        }
    }
}
