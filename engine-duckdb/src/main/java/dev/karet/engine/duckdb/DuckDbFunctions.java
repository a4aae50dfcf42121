package dev.karet.engine.duckdb;

import dev.karet.engine.lookup.LookupMatcher;
import dev.karet.engine.text.Amount;
import dev.karet.engine.text.DateParser;
import dev.karet.engine.text.Float64Text;
import dev.karet.engine.text.LetterCase;
import dev.karet.engine.text.NumberText;
import dev.karet.engine.text.PlainNumber;
import dev.karet.engine.text.WhiteSpace;
import dev.karet.model.expr.DateFormatPattern;
import dev.karet.model.expr.IsoText;
import dev.karet.model.pipeline.LookupMapping;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The functions that DuckDB lacks or means differently, written in Java and called from SQL. Thread-safe.
 *
 * <p>The formats and lookups of queries are kept here under numbers, which the SQL names. One instance serves a run; it is registered on each
 * database of the run before the run's queries are used there. Closing it lets go of what is kept; the driver itself never lets go of a
 * function that was registered.
 */
public final class DuckDbFunctions implements AutoCloseable {

    /** A format with the zone of its clock. */
    record TimestampFormat(DateParser parser, ZoneId zone) {}

    /** A lookup with its answers in UTF-8. */
    private record Lookup(LookupMatcher matcher, List<byte[]> answers) {

        static Lookup of(LookupMapping lookup) {
            LookupMatcher matcher = LookupMatcher.of(lookup);
            return new Lookup(
                    matcher,
                    matcher.answers().stream()
                            .map(answer -> answer.getBytes(StandardCharsets.UTF_8))
                            .toList());
        }

        byte @Nullable [] match(byte[] utf8, int length) {
            int answer = matcher.match(utf8, length);
            return answer == LookupMatcher.NO_ANSWER ? null : answers.get(answer);
        }
    }

    private final Slots<DateParser> dateFormats = new Slots<>();
    private final Slots<TimestampFormat> timestampFormats = new Slots<>();
    private final Slots<Amount> amounts = new Slots<>();
    private final Slots<PlainNumber> plainNumbers = new Slots<>();
    private final Slots<Lookup> lookups = new Slots<>();

    /** Makes the functions known to the database of {@code connection} and to every connection of it. Once a database. */
    public void register(Connection connection) throws SQLException {
        TextFunctions.register(connection, "karet_upper", LetterCase::upper);
        TextFunctions.register(connection, "karet_lower", LetterCase::lower);
        TextFunctions.register(connection, "karet_trim", WhiteSpace::trim);
        onText(connection, "karet_int64", DuckDBColumnType.BIGINT, (out, row, in) -> {
            Long value = NumberText.int64(in);
            if (value == null) out.setNull(row);
            else out.setLong(row, value);
        });
        onText(
                connection,
                "karet_float64",
                DuckDBColumnType.DOUBLE,
                (out, row, in) -> setDouble(out, row, NumberText.float64(in)));
        onText(
                connection,
                "karet_timestamp",
                DuckDBColumnType.TIMESTAMP,
                (out, row, in) -> setTimestamp(out, row, IsoText.timestamp(in).orElse(null)));
        onSlot(connection, "karet_parse_date", DuckDBColumnType.DATE, dateFormats, (format, out, row, in) -> {
            LocalDate value = format.date(in);
            if (value == null) out.setNull(row);
            else out.setDate(row, value);
        });
        onSlot(
                connection,
                "karet_parse_timestamp",
                DuckDBColumnType.TIMESTAMP,
                timestampFormats,
                (format, out, row, in) -> setTimestamp(out, row, format.parser().timestamp(in, format.zone())));
        onSlot(
                connection,
                "karet_parse_number",
                DuckDBColumnType.DOUBLE,
                amounts,
                (amount, out, row, in) -> setDouble(out, row, amount.read(in)));
        TextFunctions.register(connection, "karet_plain_number", plainNumbers, PlainNumber::rewrite);
        TextFunctions.registerBytes(connection, "karet_lookup", lookups, Lookup::match);
        registerLookupNumber(connection);
        DecimalFunctions.register(connection);
        register(
                connection,
                "karet_float64_text",
                DuckDBColumnType.VARCHAR,
                (chunk, out) -> {
                    DuckDBReadableVector in = chunk.vector(0);
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        if (in.isNull(row)) out.setNull(row);
                        else out.setString(row, Float64Text.of(in.getDouble(row)));
                    }
                },
                DuckDBColumnType.DOUBLE);
    }

    int dateFormat(String format) {
        return dateFormats.of(format, () -> new DateParser(DateFormatPattern.of(format)));
    }

    int timestampFormat(String format, String zone) {
        record Key(String format, String zone) {}
        return timestampFormats.of(
                new Key(format, zone),
                () -> new TimestampFormat(new DateParser(DateFormatPattern.of(format)), ZoneId.of(zone)));
    }

    int amount(Optional<String> decimal, Optional<String> thousands) {
        record Key(Optional<String> decimal, Optional<String> thousands) {}
        return amounts.of(new Key(decimal, thousands), () -> new Amount(decimal, thousands));
    }

    int plainNumber(String decimal, String thousands) {
        record Key(String decimal, String thousands) {}
        return plainNumbers.of(new Key(decimal, thousands), () -> new PlainNumber(decimal, thousands));
    }

    int lookup(LookupMapping lookup) {
        return lookups.of(lookup, () -> Lookup.of(lookup));
    }

    /** Every answer of a lookup, in the order in which {@code karet_lookup_number} counts them from 1. */
    List<String> lookupAnswers(int lookup) {
        return lookups.get(lookup).matcher().answers();
    }

    /** Forgets every format and lookup; queries that name one fail from now on. */
    @Override
    public void close() {
        dateFormats.clear();
        timestampFormats.clear();
        amounts.clear();
        plainNumbers.clear();
        lookups.clear();
    }

    /** What is done for one row whose text is not null. */
    private interface TextRow {
        void apply(DuckDBWritableVector out, long row, String in);
    }

    /** What is done for one row whose text is not null, with a thing that was kept under a number. */
    private interface SlotRow<T> {
        void apply(T kept, DuckDBWritableVector out, long row, String in);
    }

    private static void onText(Connection connection, String name, DuckDBColumnType result, TextRow function)
            throws SQLException {
        register(
                connection,
                name,
                result,
                (chunk, out) -> {
                    var in = new TextReader(chunk.vector(0));
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        String text = in.text(row);
                        if (text == null) out.setNull(row);
                        else function.apply(out, row, text);
                    }
                },
                DuckDBColumnType.VARCHAR);
    }

    private static <T> void onSlot(
            Connection connection, String name, DuckDBColumnType result, Slots<T> slots, SlotRow<T> function)
            throws SQLException {
        register(
                connection,
                name,
                result,
                (chunk, out) -> {
                    if (chunk.rowCount() == 0) return;
                    T kept = slots.get(chunk.vector(0).getInt(0)); // a literal in our SQL, so the same in every row
                    var in = new TextReader(chunk.vector(1));
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        String text = in.text(row);
                        if (text == null) out.setNull(row);
                        else function.apply(kept, out, row, text);
                    }
                },
                DuckDBColumnType.INTEGER,
                DuckDBColumnType.VARCHAR);
    }

    /** The place of the answer, from 1: a number costs a third of a text on its way back. */
    private void registerLookupNumber(Connection connection) throws SQLException {
        register(
                connection,
                "karet_lookup_number",
                DuckDBColumnType.INTEGER,
                (chunk, out) -> {
                    if (chunk.rowCount() == 0) return;
                    LookupMatcher matcher =
                            lookups.get(chunk.vector(0).getInt(0)).matcher();
                    var in = new TextReader(chunk.vector(1));
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        int length = in.read(row);
                        int answer =
                                length == TextReader.NULL ? LookupMatcher.NO_ANSWER : matcher.match(in.bytes(), length);
                        if (answer == LookupMatcher.NO_ANSWER) out.setNull(row);
                        else out.setInt(row, answer + 1);
                    }
                },
                DuckDBColumnType.INTEGER,
                DuckDBColumnType.VARCHAR);
    }

    static void register(
            Connection connection,
            String name,
            DuckDBColumnType result,
            DuckDBScalarFunction function,
            DuckDBColumnType... parameters)
            throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(name)
                .withParameters(parameters)
                .withReturnType(result)
                .withVectorizedFunction(function)
                .register(connection);
    }

    private static void setDouble(DuckDBWritableVector out, long row, @Nullable Double value) {
        if (value == null) out.setNull(row);
        else out.setDouble(row, value);
    }

    private static void setTimestamp(DuckDBWritableVector out, long row, @Nullable LocalDateTime value) {
        if (value == null) out.setNull(row);
        else out.setTimestamp(row, value);
    }
}
