package dev.karet.app.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command speaks. Results go to {@code out}, everything on the way there to {@code err}. Thread-safe as its writers are.
 *
 * @param live whether a person watches {@code err}, so that a line may be drawn over
 * @param colours whether styles may be used
 * @param width columns
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean colours, int width) {

    private static final int USUAL_WIDTH = 80;
    private static final int WIDEST = 100;

    /** How a piece of text stands out. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        GREEN("32"),
        YELLOW("33"),
        RED("31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** The terminal of this process: styles and a live line only when there is one, and {@code NO_COLOR} is respected. */
    public static Terminal ofProcess(Map<String, String> env) {
        boolean live = Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent()
                && !"dumb".equals(env.getOrDefault("TERM", "dumb"));
        boolean colours = live && env.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(writer(System.out), writer(System.err), live, colours, width(env));
    }

    /** A terminal that nobody watches, for captured output. */
    public static Terminal plain(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, false, USUAL_WIDTH);
    }

    /** {@code text} in {@code style}, or as it is where styles may not be used. */
    public String styled(Style style, String text) {
        return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int width(Map<String, String> env) {
        try {
            return Math.clamp(Integer.parseInt(env.getOrDefault("COLUMNS", "")), 40, WIDEST);
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}
