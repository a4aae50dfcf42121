package dev.karet.engine.duckdb;

import dev.karet.engine.sql.SqlDialect;
import dev.karet.engine.text.WhiteSpace;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr.ArithmeticOperator;
import dev.karet.model.expr.Expr.ComparisonOperator;
import dev.karet.model.expr.Expr.EpochUnit;
import dev.karet.model.expr.Expr.Part;
import dev.karet.model.pipeline.LookupMapping;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How DuckDB spells what Karet means; queries written with it need {@code functions} registered where they run. Thread-safe.
 *
 * <p>Where DuckDB's own function may mean something else for some inputs, it is used under a guard that lets only those through for which
 * it is known to agree, and a Java function takes the rest: DuckDB evaluates a branch of {@code CASE} for the rows that take it only.
 */
public final class DuckDbDialect implements SqlDialect {

    /**
     * What a connection that runs these queries sets first. Pushing a filter on the fault below the query would compute every conversion twice, and
     * looking for common expressions, which the layers leave none of, takes seconds for a table of a thousand columns.
     */
    public static final String SETTINGS = "SET disabled_optimizers = 'filter_pushdown,common_subexpressions'";

    private static final int MOST_LISTED_ANSWERS = 500;

    private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final DuckDbFunctions functions;
    private final DuckDbCasts casts = new DuckDbCasts();

    public DuckDbDialect(DuckDbFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String text(String value) {
        return DuckDbLiterals.text(value);
    }

    @Override
    public String number(double value) {
        return "CAST('" + (value + 0.0) + "' AS DOUBLE)";
    }

    @Override
    public String date(LocalDate value) {
        return "DATE '" + value + "'";
    }

    @Override
    public String timestamp(LocalDateTime value) {
        return "TIMESTAMP '" + value.toLocalDate() + " " + value.toLocalTime() + "'";
    }

    @Override
    public String nullOf(DataType type) {
        return "CAST(NULL AS " + DuckDbLiterals.type(type) + ")";
    }

    @Override
    public String widen(String operand, DataType from, DataType to) {
        return from instanceof Decimal decimal && to == Simple.FLOAT64
                ? DuckDbCasts.toDouble(operand, decimal)
                : "CAST(" + operand + " AS " + DuckDbLiterals.type(to) + ")";
    }

    @Override
    public String cast(String cell, DataType from, DataType to, Cells cells) {
        return casts.cast(cell, from, to, cells);
    }

    @Override
    public String isBlank(String cell) {
        return "(" + cell + " = '' OR regexp_full_match(" + cell + ", '[" + WhiteSpace.ALL + "]*'))";
    }

    @Override
    public String plainNumber(String cell, String decimal, String thousands) {
        String rewritten = "karet_plain_number(" + functions.plainNumber(decimal, thousands) + ", " + cell + ")";
        if (decimal.equals(".")) {
            return thousands.length() != 1 || thousands.equals(" ")
                    ? rewritten
                    : "CASE WHEN NOT contains(" + cell + ", " + text(thousands) + ") THEN " + cell + " ELSE "
                            + rewritten + " END";
        }
        String foreign = thousands.isEmpty() || thousands.equals(".")
                ? "contains(" + cell + ", '.')"
                : "contains(" + cell + ", '.') OR contains(" + cell + ", " + text(thousands) + ")";
        // A space may be one of three characters, of which only the ASCII one is cheap to rule out.
        return thousands.equals(" ")
                ? rewritten
                : "CASE WHEN NOT (" + foreign + ") THEN replace(" + cell + ", ',', '.') ELSE " + rewritten + " END";
    }

    @Override
    public String arithmetic(ArithmeticOperator operator, Operand left, Operand right, DataType type, Cells cells) {
        return DuckDbArithmetic.compute(operator, left, right, type, cells);
    }

    @Override
    public String compare(ComparisonOperator operator, Operand left, Operand right) {
        return DuckDbArithmetic.compare(operator, left, right);
    }

    @Override
    public String contains(String input, String pattern) {
        return "contains(" + input + ", " + pattern + ")";
    }

    @Override
    public String concat(String separator, List<String> arguments) {
        if (arguments.isEmpty()) return "''";
        return "concat_ws(" + text(separator) + ", " + String.join(", ", arguments) + ")";
    }

    @Override
    public String upper(String cell) {
        return "CASE WHEN strlen(" + cell + ") = length(" + cell + ") THEN upper(" + cell + ") ELSE karet_upper(" + cell
                + ") END";
    }

    @Override
    public String lower(String cell) {
        return "CASE WHEN strlen(" + cell + ") = length(" + cell + ") THEN lower(" + cell + ") ELSE karet_lower(" + cell
                + ") END";
    }

    /**
     * DuckDB's own trim takes the spaces of category Zs only, and reads the whole text: it is spared texts that need none, and left out where one of
     * the other eight characters occurs.
     */
    @Override
    public String trim(String cell, Cells cells) {
        String ascii = "strlen(" + cell + ") = length(" + cell + ")";
        return "CASE WHEN " + ascii + " AND " + cell + " >= '!' AND ord(reverse(" + cell + ")) > 32 THEN " + cell
                + " WHEN NOT (" + anyOf(cell, "\t\n\u000B\f\r") + ") AND (" + ascii + " OR NOT ("
                + anyOf(cell, "\u0085\u2028\u2029") + ")) THEN trim(" + cell + ") ELSE karet_trim(" + cell
                + ") END";
    }

    private static String anyOf(String cell, String characters) {
        return characters
                .chars()
                .mapToObj(c -> "contains(" + cell + ", " + DuckDbLiterals.text(Character.toString(c)) + ")")
                .collect(Collectors.joining(" OR "));
    }

    @Override
    public String substring(String cell, int start, OptionalInt length) {
        String rest = length.isPresent() ? ", " + length.getAsInt() + ")" : ")";
        if (start >= 0) return "substring(" + cell + ", " + (start + 1L) + rest;
        return "CASE WHEN length(" + cell + ") > " + -(long) start + " THEN substring(" + cell + ", " + start + rest
                + " ELSE substring(" + cell + ", 1" + rest + " END";
    }

    @Override
    public String parseDate(String cell, String format, Cells cells) {
        String parsed = "karet_parse_date(" + functions.dateFormat(format) + ", " + cell + ")";
        if (format.equals("%Y-%m-%d")) {
            String iso = cells.cell(DuckDbCasts.isoDate(cell, cells));
            return "CASE WHEN " + iso + " IS NOT NULL THEN " + iso + " ELSE " + parsed + " END";
        }
        if (!printsBack(format)) return parsed;
        String time = printedBack(cell, format, cells);
        return "CASE WHEN " + time + " IS NOT NULL THEN CAST(" + time + " AS DATE) ELSE " + parsed + " END";
    }

    @Override
    public String parseTimestamp(String cell, String format, Optional<String> zone, Cells cells) {
        String clock = zone.orElse("UTC");
        String parsed = "karet_parse_timestamp(" + functions.timestampFormat(format, clock) + ", " + cell + ")";
        if (!clock.equals("UTC") || !printsBack(format)) return parsed;
        String time = printedBack(cell, format, cells);
        return "CASE WHEN " + time + " IS NOT NULL THEN " + time + " ELSE " + parsed + " END";
    }

    /** Formats by which a time that prints back as it was written can have been written in one way only. */
    private static boolean printsBack(String format) {
        return format.replaceAll("%[YmdHMS]", "").indexOf('%') < 0 && format.contains("%Y") && format.indexOf('\0') < 0;
    }

    private String printedBack(String cell, String format, Cells cells) {
        String time = cells.cell("try_strptime(" + cell + ", " + text(format) + ")");
        return cells.cell("CASE WHEN strftime(" + time + ", " + text(format) + ") = " + cell + " AND " + time
                + " BETWEEN " + DuckDbCasts.FIRST_TIMESTAMP + " AND " + DuckDbCasts.LAST_TIMESTAMP + " THEN " + time
                + " END");
    }

    @Override
    public String parseNumber(String cell, Optional<String> decimal, Optional<String> thousands, Cells cells) {
        String parsed = "karet_parse_number(" + functions.amount(decimal, thousands) + ", " + cell + ")";
        if (!decimal.orElse(".").equals(".")) return parsed;
        // A plain number begins with one of these characters; a cast that fails costs more than all the rest.
        String value = cells.cell(
                "CASE WHEN " + cell + " >= '+' AND " + cell + " < ':' THEN TRY_CAST(" + cell + " AS DOUBLE) END");
        return "CASE WHEN isfinite(" + value + ") AND " + DuckDbCasts.isStrict(cell) + " AND "
                + DuckDbCasts.hasNoExponent(cell) + " AND NOT suffix(" + cell + ", '.') THEN " + value
                + " + 0.0::DOUBLE ELSE " + parsed + " END";
    }

    @Override
    public String part(Part part, Operand operand) {
        if (part == Part.HOUR && operand.type() == Simple.DATE) {
            return "CASE WHEN " + operand.sql() + " IS NOT NULL THEN 0::BIGINT END";
        }
        return part.name().toLowerCase(Locale.ROOT) + "(" + operand.sql() + ")";
    }

    @Override
    public String fromUnix(String cell, EpochUnit unit, DataType type) {
        long perSecond = unit == EpochUnit.SECONDS ? 1 : 1000;
        long first = -SECONDS_BEFORE_1970 * perSecond;
        long last = LAST_SECOND * perSecond + perSecond - 1;
        String whole = type == Simple.INT64 ? cell : "floor(" + cell + ")";
        return "CASE WHEN " + whole + " BETWEEN " + first + " AND " + last + " THEN DATE '0001-01-01' + CAST((CAST("
                + whole + " AS BIGINT) + " + -first + ") // " + 86_400 * perSecond + " AS INTEGER) END";
    }

    @Override
    public String lookup(LookupMapping lookup, String input) {
        int number = functions.lookup(lookup);
        List<String> answers = functions.lookupAnswers(number);
        String arguments = "(" + number + ", " + input + ")";
        if (answers.isEmpty() || answers.size() > MOST_LISTED_ANSWERS) return "karet_lookup" + arguments;
        // DuckDB goes through the whole list for each vector, so only a short one beats handing back the text.
        return answers.stream().map(DuckDbLiterals::text).collect(Collectors.joining(", ", "[", "]"))
                + "[karet_lookup_number" + arguments + "]";
    }

    @Override
    public String isPartitionValue(String cell, int limit) {
        // Hive escapes control characters and these; each becomes three bytes.
        String escaped =
                "strlen(regexp_replace(" + cell + ", '[\\x01-\\x1F\\x7F\"#%''*/:=?\\\\{\\[\\]^]', '%00', 'g'))";
        return "(" + cell + " <> '' AND (strlen(" + cell + ") * 3 <= " + limit + " OR " + escaped + " <= " + limit
                + "))";
    }
}
