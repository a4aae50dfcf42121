package dev.karet.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stub. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    DemoCommand(Context context) {}

    @Override
    public Integer call() {
        return 0;
    }
}
