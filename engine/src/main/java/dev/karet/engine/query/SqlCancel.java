package dev.karet.engine.query;

import java.util.concurrent.CompletableFuture;

/** The wish that a statement should end, from any thread, before or after it began. Thread-safe. */
public final class SqlCancel {

    private final CompletableFuture<Boolean> wish = new CompletableFuture<>();

    /** Ends the statement; nothing happens when it has ended. */
    public void cancel() {
        wish.complete(true);
    }

    public boolean isWanted() {
        return wish.isDone();
    }

    /** Runs {@code action} when the wish comes, on the thread that has it; at once when it came. */
    public void whenWanted(Runnable action) {
        // Nobody waits for the stage that follows; an action does not throw.
        CompletableFuture<Void> unused = wish.thenRun(action);
        assert unused != null;
    }
}
