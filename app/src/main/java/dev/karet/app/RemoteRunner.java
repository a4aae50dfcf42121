package dev.karet.app;

import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunRequest;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.web.worker.RunOutcome;
import dev.karet.web.worker.WorkerClient;
import dev.karet.worker.RunOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives pipelines to a worker that is running already. */
final class RemoteRunner implements PipelineRunner {

    private final WorkerClient worker;
    private final Optional<OpenStore> store;

    RemoteRunner(WorkerClient worker, Optional<OpenStore> store) {
        this.worker = worker;
        this.store = store;
    }

    @Override
    public String place() {
        return "Asking the worker at " + worker.address() + ".";
    }

    @Override
    public CompletableFuture<RunAnswer> start(RunOrder order) {
        return worker.run(new RunRequest(
                        Layout.pipeline(order.slug()),
                        order.clean(),
                        order.publishAnyway(),
                        Optional.of(order.job().value())))
                .thenApply(RemoteRunner::answer);
    }

    private static RunAnswer answer(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Ended(var answer) -> answer;
            case RunOutcome.Refused(var _, var error) -> throw CommandFailed.of(error);
            case RunOutcome.NotReached(var sentence) -> throw new CommandFailed(ExitCode.UNREACHABLE, sentence);
            case RunOutcome.Lost(var sentence) -> throw new CommandFailed(ExitCode.UNREACHABLE, sentence);
        };
    }

    @Override
    public Optional<ObjectStore> store() {
        return store.map(OpenStore::client);
    }

    @Override
    public void close() {
        worker.close();
        store.ifPresent(OpenStore::close);
    }
}
