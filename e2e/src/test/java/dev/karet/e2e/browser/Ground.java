package dev.karet.e2e.browser;

import dev.karet.browser.Chromium;
import dev.karet.browser.Owner;
import dev.karet.browser.StartedKaret;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What all browser tests of a JVM share: one Karet that has an owner, and one Chromium. */
record Ground(Installation installation, Owner owner, Chromium chromium, AtomicBoolean hasManyRows)
        implements AutoCloseable {

    private static final String MANY_ROWS = "many-rows";

    static Ground start() {
        try {
            Installation installation = Installation.fresh();
            try {
                Owner owner = Owner.of(installation.karet().address());
                return new Ground(installation, owner, Chromium.start(), new AtomicBoolean());
            } catch (IOException | RuntimeException e) {
                installation.close();
                throw e;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    StartedKaret karet() {
        return installation.karet();
    }

    /** The name of a pipeline that has {@link ManyRows}; the first who asks waits until it is made. */
    String manyRows() throws IOException, InterruptedException {
        if (hasManyRows.compareAndSet(false, true)) ManyRows.deliver(owner, MANY_ROWS);
        return MANY_ROWS;
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        owner.close();
        installation.close();
    }
}
