package dev.karet.app;

import java.util.concurrent.CountDownLatch;

/** A process that tells itself to end; with an argument its work is done all the same, with that exit code. */
final class InterruptedProgram {

    private InterruptedProgram() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch wished = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(wished::countDown)) {
            String self = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-TERM", self).start();
            wished.await();
            if (arguments.length > 0 && interruption.isWished()) {
                interruption.cameTooLate(Integer.parseInt(arguments[0]));
            }
        }
    }
}
