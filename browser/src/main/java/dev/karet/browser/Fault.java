package dev.karet.browser;

/** Something that happens on no page of a sound application. Immutable. */
public sealed interface Fault {

    /** The address of the page it happened on. */
    String page();

    /** What it was, for a failure's message. */
    String inWords();

    /** An error in the console, which is also where a browser says that the content security policy was violated. */
    record ConsoleError(String page, String text) implements Fault {
        @Override
        public String inWords() {
            return "%s: the console says: %s".formatted(page, text);
        }
    }

    /** An error that the page's scripts did not catch. */
    record UncaughtError(String page, String error) implements Fault {
        @Override
        public String inWords() {
            return "%s: nobody caught: %s".formatted(page, error);
        }
    }

    /** A request to another place than the service; no answer came, as the browser reaches nothing but this machine. */
    record ForeignRequest(String page, String url) implements Fault {
        @Override
        public String inWords() {
            return "%s: asked another host: %s".formatted(page, url);
        }
    }

    /** An answer that says that the service broke, or that a file of the application is not there. */
    record BrokenAnswer(String page, String request, int status) implements Fault {
        @Override
        public String inWords() {
            return "%s: %s was answered with %d".formatted(page, request, status);
        }
    }

    /** A request to the service that nothing answered, though the page still wanted it. */
    record NoAnswer(String page, String request, String why) implements Fault {
        @Override
        public String inWords() {
            return "%s: %s was not answered: %s".formatted(page, request, why);
        }
    }

    /** A page that is still loading long after it should have come to rest. */
    record Unrest(String page, String pending) implements Fault {
        @Override
        public String inWords() {
            return "%s: did not come to rest: %s".formatted(page, pending);
        }
    }
}
