package dev.karet.e2e.publish;

import dev.karet.store.FaultyObjectStore;
import dev.karet.store.FaultyObjectStore.Fault;
import dev.karet.store.Slug;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** One run of one pipeline as a process of its own, which is to die at one of its calls to the store. */
final class WorkerProcess {

    /** What a process says on standard output once it waits to be killed. */
    static final String READY_TO_DIE = "ready to die";

    /** The exit code of a process that halted itself, as a shell tells of one that was killed. */
    static final int KILLED = 137;

    /** How a process dies: by itself, or by the signal that its parent sends. */
    enum Death {
        HALT,
        SIGNAL
    }

    private WorkerProcess() {}

    /** Arguments: the store's address, the slug, a folder for staging, the time, the deadly call, the death. */
    public static void main(String[] arguments) throws IOException {
        Death death = Death.valueOf(arguments[5]);
        try (var client = RunningStore.client(URI.create(arguments[0]))) {
            int deadly = Integer.parseInt(arguments[4]);
            var dying = new FaultyObjectStore(client, (number, call) -> number == deadly ? die(death) : Fault.NONE);
            PipelineFolder pipeline = new PipelineFolder(dying, new Slug(arguments[1]));
            TestClock clock = new TestClock(Instant.parse(arguments[3]));
            TestWorker.runOnce(pipeline, Path.of(arguments[2]), clock, false);
        }
    }

    /** Before the call has its effect, and so after the one before it had. */
    private static Fault die(Death death) {
        switch (death) {
            case HALT -> Runtime.getRuntime().halt(KILLED);
            case SIGNAL -> {
                System.out.println(READY_TO_DIE);
                System.out.flush();
                waitForTheSignal();
            }
        }
        return Fault.DIE_BEFORE;
    }

    /** Not for ever: a process whose parent is gone ends too. */
    private static void waitForTheSignal() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            Runtime.getRuntime().halt(1);
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
