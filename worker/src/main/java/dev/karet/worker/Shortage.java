package dev.karet.worker;

import dev.karet.engine.EngineFault;
import dev.karet.worker.RunRefused.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a machine that is too small for a run from a fault of ours: only whoever runs the machine can mend it. */
final class Shortage {

    private static final String MEMORY =
            "The run needs more memory than it may use. Raise KARET_MEMORY_LIMIT, or lower KARET_THREADS so that each thread has more of it.";

    private Shortage() {}

    /**
     * What the run lacked; empty when it failed of something else.
     *
     * @param temp where runs stage their files
     */
    static Optional<RunRefused> behind(RuntimeException failure, Path temp) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof IOException && isDiskFull(message)) {
                String sentence =
                        "The disk that holds the temporary directory %s is full. Free some space, or point KARET_TEMP_DIR to a larger disk."
                                .formatted(temp);
                return Optional.of(new RunRefused(Reason.DISK_FULL, sentence, failure));
            }
            if (cause instanceof EngineFault && message.contains("KARET_MEMORY_LIMIT")) {
                return Optional.of(new RunRefused(Reason.OUT_OF_MEMORY, MEMORY, failure));
            }
        }
        return Optional.empty();
    }

    /** In the words of the operating system, or of an engine that has found it out itself. */
    private static boolean isDiskFull(String message) {
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || message.contains("disk for temporary files is full");
    }
}
