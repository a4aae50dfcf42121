package dev.karet.model.dashboard;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of CSS grid properties. They reach a browser's style, so nothing that ends a declaration or loads a resource may be in one. */
final class GridText {

    private static final int LONGEST = 500;
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 .,%/()\\[\\]_+*-]*");

    private GridText() {}

    static void check(Optional<String> text, JsonPointer at, Problems errors) {
        text.filter(value -> !isHarmless(value))
                .ifPresent(value -> errors.add(
                        "bad_grid",
                        at,
                        "The value " + Quoted.text(value) + " is not one of a grid.",
                        "Use sizes and lines as CSS grids do, such as \"1 / span 2\" or \"repeat(4, 1fr)\"."));
    }

    private static boolean isHarmless(String value) {
        return value.length() <= LONGEST
                && HARMLESS.matcher(value).matches()
                && !value.toLowerCase(Locale.ROOT).contains("url");
    }
}
