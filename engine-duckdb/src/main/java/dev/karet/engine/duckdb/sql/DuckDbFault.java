package dev.karet.engine.duckdb.sql;

import dev.karet.model.NearestName;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB says is wrong, in words for a statement's author. Immutable.
 *
 * @param kind DuckDB's kind, such as {@code Binder}
 * @param name the thing that it speaks of; empty when it names none
 */
record DuckDbFault(String kind, String message, String subtype, String name, OptionalInt place) {

    private static final Pattern ADVICE =
            Pattern.compile("\\n.*(?:Did you mean|Candidate|Possible solutions|LINE \\d|Use \"SET).*", Pattern.DOTALL);
    private static final Pattern SETTING =
            Pattern.compile(" Use \"SET .*|\\s*\\(?[Ss]ee also https?://.*", Pattern.DOTALL);
    /** Where files lie is nobody's business. */
    private static final Pattern FILE = Pattern.compile("[\"']?/[^\"'\n]*\\.parquet[\"']?");

    /** A field of an exception in JSON, or as much of it as there is. */
    private static final Pattern FIELD = Pattern.compile("\"([a-z_]+)\":\"((?:[^\"\\\\]|\\\\.)*+)");

    private static final String MISSING_COLUMN = "COLUMN_NOT_FOUND";
    private static final int LONGEST = 500;

    /** Reads an exception of a database with {@code errors_as_json}. */
    static DuckDbFault of(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        int start = text.indexOf('{');
        if (start >= 0
                && JsonText.read(text.substring(start)) instanceof ReadResult.Read<JsonTree>(var tree)
                && tree instanceof JsonTree.Obj fields) {
            return new DuckDbFault(
                    text(fields, "exception_type"),
                    text(fields, "exception_message"),
                    text(fields, "error_subtype"),
                    text(fields, "name"),
                    number(text(fields, "position")));
        }
        return start >= 0 && text.startsWith("{\"exception_type\":", start)
                ? damaged(text.substring(start))
                : new DuckDbFault("", text, "", "", OptionalInt.empty());
    }

    /** The driver garbles characters beyond U+FFFF, and loses as much of the message's end; what is not ASCII in it is not to be trusted. */
    private static DuckDbFault damaged(String json) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            if (JsonText.read('"' + field.group(2) + '"') instanceof ReadResult.Read<JsonTree>(var value)
                    && value instanceof JsonTree.Text(var text)) {
                fields.putIfAbsent(field.group(1), text.replaceAll("[^\\x00-\\x7F]+", "…"));
            }
        }
        String message = fields.getOrDefault("exception_message", "The statement failed");
        return new DuckDbFault(
                fields.getOrDefault("exception_type", ""),
                message,
                message.startsWith("Referenced column") ? MISSING_COLUMN : fields.getOrDefault("error_subtype", ""),
                fields.getOrDefault("name", ""),
                number(fields.getOrDefault("position", "")));
    }

    /** A statement that is no SQL. */
    static SqlRefused syntax(String message, String position) {
        String sentence = message.startsWith("syntax error at or near")
                ? "The statement is not valid SQL" + message.substring("syntax error".length())
                : sentence(message);
        return new SqlRefused("syntax_error", ended(sentence), number(position), Optional.empty());
    }

    boolean isOutOfMemory() {
        return kind.equals("Out of Memory")
                || message.contains("Out of Memory")
                || message.contains("std::bad_alloc")
                || message.contains("bad allocation")
                || message.contains("max_temp_directory_size")
                || message.contains("File too large")
                || message.contains("No space left on device");
    }

    /**
     * The same for the statement's author.
     *
     * @param prefix bytes that stand before the statement in what DuckDB was given
     * @param columns what columns of the tables are called
     */
    SqlRefused refused(int prefix, List<String> columns) {
        if (FILE.matcher(message).find()) {
            String bare = FILE.matcher(sentence(message)).replaceAll("of a table");
            return new SqlRefused("failed", ended(bare), OptionalInt.empty(), Optional.empty());
        }
        OptionalInt within = place.isPresent() && place.getAsInt() >= prefix
                ? OptionalInt.of(place.getAsInt() - prefix)
                : OptionalInt.empty();
        if (kind.equals("Parser")) {
            return new SqlRefused("syntax_error", ended(sentence(message)), within, Optional.empty());
        }
        if (subtype.equals(MISSING_COLUMN)) {
            return new SqlRefused(
                    "unknown_column",
                    "There is no column \"" + name + "\" in the tables of the FROM.",
                    within,
                    NearestName.of(name, columns).map(near -> "Did you mean \"" + near + "\"?"));
        }
        return new SqlRefused(reason(), ended(sentence(message)), within, hint());
    }

    private String reason() {
        return switch (kind) {
            case "Binder", "Catalog" -> "invalid_statement";
            case "Conversion", "Out of Range", "Invalid Input", "Mismatch Type" -> "invalid_value";
            case "Permission" -> "not_allowed";
            default -> "failed";
        };
    }

    private Optional<String> hint() {
        if (subtype.equals("NO_MATCHING_FUNCTION")) {
            return Optional.of("Convert the argument first, as in CAST(x AS DOUBLE).");
        }
        int candidate = message.indexOf("Did you mean \"");
        int end = message.indexOf("\"?", Math.max(candidate, 0));
        return candidate >= 0 && end > candidate
                ? Optional.of(message.substring(candidate, end + 2))
                : Optional.empty();
    }

    private static String sentence(String message) {
        String bare = SETTING.matcher(ADVICE.matcher(message).replaceFirst("")).replaceFirst("");
        String line = bare.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("!") || sentence.endsWith("…") ? sentence : sentence + ".";
    }

    private static String text(JsonTree.Obj object, String name) {
        return object.fields().get(name) instanceof JsonTree.Text(var text) ? text : "";
    }

    private static OptionalInt number(String digits) {
        return digits.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
