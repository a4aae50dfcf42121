package dev.karet.infer;

import dev.karet.engine.text.Amount;
import dev.karet.engine.text.NumberText;
import dev.karet.engine.text.PlainNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How numbers are written: the decimal sign, and the sign between thousands, empty for none. Immutable. */
public record NumberStyle(String decimal, String thousands, PlainNumber plain, Amount amount) {

    /** Every style that a source can have, a simpler one before one that reads the same and more. */
    static final List<NumberStyle> ALL = List.of(
            of(".", ""),
            of(",", ""),
            of(".", ","),
            of(",", "."),
            of(".", " "),
            of(",", " "),
            of(".", "'"),
            of(",", "'"));

    static NumberStyle of(String decimal, String thousands) {
        return new NumberStyle(
                decimal,
                thousands,
                new PlainNumber(decimal, thousands),
                new Amount(Optional.of(decimal), Optional.of(thousands)));
    }

    /** Whether numbers are written as {@code cast} reads them. */
    boolean isPlain() {
        return isPointed() && thousands.isEmpty();
    }

    boolean isPointed() {
        return decimal.equals(".");
    }

    /** {@code text} as {@code cast} reads it; null when it is no number in this style. */
    @Nullable
    String number(String text) {
        String rewritten = isPlain() ? text : plain.rewrite(text);
        return rewritten != null && NumberText.float64(rewritten) != null ? rewritten : null;
    }
}
