package dev.karet.app;

import dev.karet.http.HttpPort.PortTaken;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.settings.ConfigurationFault;
import dev.karet.store.BucketFormat;
import dev.karet.store.StoreException;
import dev.karet.worker.RunRefused;
import dev.karet.worker.RunStopped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A command that cannot do what it was asked, with what a person and a shell need to know of it. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient List<Problem> problems;
    private final transient Optional<ApiError> answer;

    CommandFailed(int exitCode, String sentence, List<Problem> problems) {
        this(exitCode, sentence, problems, Optional.empty());
    }

    private CommandFailed(int exitCode, String sentence, List<Problem> problems, Optional<ApiError> answer) {
        super(sentence);
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
        this.answer = answer;
    }

    CommandFailed(int exitCode, String sentence) {
        this(exitCode, sentence, List.of());
    }

    /** What {@code e} means on the command line; empty when it is a fault of ours. */
    static Optional<CommandFailed> of(Throwable e) {
        return switch (e) {
            case CommandFailed failed -> Optional.of(failed);
            case ConfigurationFault fault ->
                Optional.of(new CommandFailed(
                        ExitCode.INVALID, "Karet cannot start with these settings:", fault.problems()));
            case RunRefused refused ->
                Optional.of(new CommandFailed(
                        switch (refused.reason()) {
                            case PIPELINE_CONFIG_NOT_FOUND, INVALID_CONFIG -> ExitCode.INVALID;
                            case RUN_IN_PROGRESS -> ExitCode.BUSY;
                            case SOURCE_CHANGED,
                                    DISK_FULL,
                                    OUT_OF_MEMORY,
                                    ALREADY_EXISTS,
                                    LEASE_LOST,
                                    HISTORY_UNREADABLE,
                                    TABLE_DAMAGED,
                                    HELD_BACK -> ExitCode.JOB_FAILED;
                        },
                        refused.sentence(),
                        refused.problems(),
                        Optional.of(ApiError.of(refused.reason().name().toLowerCase(Locale.ROOT), refused.sentence())
                                .withProblems(refused.problems()))));
            case RunStopped stopped ->
                Optional.of(
                        new CommandFailed(ExitCode.CANCELLED, stopped.reason().sentence()));
            case StoreException failed ->
                Optional.of(new CommandFailed(ExitCode.UNREACHABLE, String.valueOf(failed.getMessage())));
            case BucketFormat.Unsupported unsupported ->
                Optional.of(new CommandFailed(ExitCode.INVALID, String.valueOf(unsupported.getMessage())));
            case PortTaken taken ->
                Optional.of(
                        new CommandFailed(
                                ExitCode.INVALID,
                                taken.getMessage()
                                        + " Is another Karet running? Choose another port with KARET_WORKER_PORT or KARET_WEB_PORT, or PORT for a service alone."));
            default -> Optional.empty();
        };
    }

    /** What a worker's refusal means on the command line. */
    static CommandFailed of(ApiError error) {
        int code = switch (error.code()) {
            case "pipeline_config_not_found", "invalid_config", "invalid_prefix", "bad_json" -> ExitCode.INVALID;
            case "s3_error", "bucket_not_found", "unauthorized", "worker_stopping" -> ExitCode.UNREACHABLE;
            case "run_in_progress", "worker_busy" -> ExitCode.BUSY;
            case "run_cancelled" -> ExitCode.CANCELLED;
            default -> ExitCode.JOB_FAILED;
        };
        return new CommandFailed(code, error.message(), error.problems(), Optional.of(error));
    }

    int exitCode() {
        return exitCode;
    }

    /** What a worker says, or would say, to this; empty when no worker was asked. */
    Optional<ApiError> answer() {
        return answer;
    }

    List<Problem> problems() {
        return problems;
    }
}
