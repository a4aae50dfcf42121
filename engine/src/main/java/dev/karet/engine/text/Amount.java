package dev.karet.engine.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code parse_number}: amounts as people write them, with currencies, groups and several ways to be negative. Immutable; thread-safe. */
public final class Amount {

    private final char decimal;
    private final String thousands;

    /**
     * @param decimal the decimal sign; absent: a point
     * @param thousands the grouping sign, empty for none; absent: the other one of point and comma
     */
    public Amount(Optional<String> decimal, Optional<String> thousands) {
        this.decimal = decimal.orElse(".").charAt(0);
        String group = thousands.orElse(this.decimal == '.' ? "," : ".");
        this.thousands = group.equals(" ") ? " \u00A0\u202F" : group;
    }

    /** The double that {@code text} spells; null when it spells none. One pass, however long the text. */
    public @Nullable Double read(String text) {
        return new AmountScanner(text, decimal, thousands).read();
    }
}
