package dev.karet.engine.sql;

import java.util.Optional;

/**
 * One way in which a row can be rejected. Immutable.
 *
 * @param column the output column that could not be made, or the source column
 * @param valueSql the offending value as text; empty when there is none to show
 * @param complaint the rest of the sentence, behind the quoted value or, when there is none, "the row"
 */
record Fault(String column, Optional<String> valueSql, String complaint) {

    private static final int LONGEST_QUOTE = 120;

    /** Why a row with {@code value} is rejected, as a sentence. */
    String reason(Optional<String> value) {
        return value.map(Fault::quote).orElse("the row") + " " + complaint;
    }

    private static String quote(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_QUOTE) return "\"" + text + "\"";
        return "\"" + text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "…\"";
    }
}
