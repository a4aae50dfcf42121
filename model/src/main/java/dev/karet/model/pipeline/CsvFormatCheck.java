package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Set;

/** Checks that a CSV format can be read one way only. */
final class CsvFormatCheck {

    private static final int MOST_SKIPPED = 1_000_000;

    private final CsvFormat format;
    private final JsonPointer at;
    private final Problems problems;

    private CsvFormatCheck(CsvFormat format, JsonPointer at, Problems problems) {
        this.format = format;
        this.at = at;
        this.problems = problems;
    }

    static void check(CsvFormat format, JsonPointer at, Problems problems) {
        if (!format.equals(CsvFormat.DEFAULT)) new CsvFormatCheck(format, at, problems).check();
    }

    private void check() {
        sign("delimiter", format.delimiter());
        if (!format.quote().isEmpty()) {
            sign("quote", format.quote());
            sign("escape", format.escape());
            differs("quote", format.quote(), "delimiter", format.delimiter());
            differs("escape", format.escape(), "delimiter", format.delimiter());
        }
        if (!Set.of(".", ",").contains(format.decimal())) {
            fault(
                    "decimal",
                    "The decimal sign cannot be " + Quoted.text(format.decimal()) + ".",
                    "Use \".\" or \",\".");
        }
        if (!Set.of("", ",", ".", " ", "'").contains(format.thousands())) {
            fault(
                    "thousands",
                    "The thousands sign cannot be " + Quoted.text(format.thousands()) + ".",
                    "Use \",\", \".\", a space, \"'\", or \"\" for none.");
        }
        differs("thousands", format.thousands(), "decimal", format.decimal());
        if (format.skipRows() < 0 || format.skipRows() > MOST_SKIPPED) {
            fault("skip_rows", "Cannot skip " + format.skipRows() + " lines.", "Use a number from 0 to 1,000,000.");
        }
        format.encoding().ifPresent(this::encoding);
    }

    private void sign(String field, String value) {
        if (value.length() != 1) {
            fault(field, "The " + field + " " + Quoted.text(value) + " is not one character.", "Use one character.");
        } else if ((value.charAt(0) < ' ' && value.charAt(0) != '\t') || value.charAt(0) > '~') {
            fault(
                    field,
                    "The " + field + " " + Quoted.text(value) + " cannot be used.",
                    "Use a tab or a printable ASCII character.");
        }
    }

    private void differs(String field, String value, String otherField, String other) {
        if (!value.isEmpty() && value.equals(other)) {
            fault(
                    field,
                    "The " + field + " and the " + otherField + " are both " + Quoted.text(value) + ".",
                    "Make them different.");
        }
    }

    private void encoding(String name) {
        try {
            if (Charset.isSupported(name)) return;
        } catch (IllegalCharsetNameException notEvenAName) {
            // Reported below like every other name that stands for no charset.
        }
        fault(
                "encoding",
                "There is no encoding " + Quoted.text(name) + ".",
                "Use a name such as \"UTF-8\", \"ISO-8859-1\" or \"windows-1252\", or leave it out.");
    }

    private void fault(String field, String message, String hint) {
        problems.add("bad_csv_format", at.field(field), message, hint);
    }
}
