package dev.karet.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Functions that answer with text, handed over a whole vector at once: text by text would cost three times as much. */
final class TextFunctions {

    /** Texts of megabytes are not gathered: a vector of them would not fit an array. */
    private static final int LARGEST_BATCH = 4 << 20;

    /** Stands for null, by identity. */
    private static final byte[] NOTHING = new byte[0];

    private TextFunctions() {}

    interface Function {
        @Nullable
        String apply(String in);
    }

    interface SlotFunction<T> {
        @Nullable
        String apply(T kept, String in);
    }

    /** From the first {@code length} bytes of {@code utf8} to UTF-8. */
    interface BytesFunction<T> {
        byte @Nullable [] apply(T kept, byte[] utf8, int length);
    }

    static void register(Connection connection, String name, Function function) throws SQLException {
        DuckDbFunctions.register(
                connection,
                name,
                DuckDBColumnType.VARCHAR,
                (chunk, out) -> fill(
                        out,
                        chunk.vector(0),
                        chunk.rowCount(),
                        (utf8, length) -> utf8(function.apply(text(utf8, length)))),
                DuckDBColumnType.VARCHAR);
    }

    static <T> void register(Connection connection, String name, Slots<T> slots, SlotFunction<T> function)
            throws SQLException {
        registerBytes(connection, name, slots, (kept, utf8, length) -> utf8(function.apply(kept, text(utf8, length))));
    }

    static <T> void registerBytes(Connection connection, String name, Slots<T> slots, BytesFunction<T> function)
            throws SQLException {
        DuckDbFunctions.register(
                connection,
                name,
                DuckDBColumnType.VARCHAR,
                (chunk, out) -> {
                    if (chunk.rowCount() == 0) return;
                    T kept = slots.get(chunk.vector(0).getInt(0)); // a literal in our SQL, so the same in every row
                    fill(out, chunk.vector(1), chunk.rowCount(), (utf8, length) -> function.apply(kept, utf8, length));
                },
                DuckDBColumnType.INTEGER,
                DuckDBColumnType.VARCHAR);
    }

    private interface Answer {
        byte @Nullable [] of(byte[] utf8, int length);
    }

    private static void fill(DuckDBWritableVector out, DuckDBReadableVector in, long rows, Answer answer) {
        var reader = new TextReader(in);
        List<byte[]> batch = new ArrayList<>((int) rows);
        long bytes = 0;
        for (long row = 0; row < rows; row++) {
            int length = reader.read(row);
            byte[] utf8 = length == TextReader.NULL ? null : answer.of(reader.bytes(), length);
            batch.add(utf8 == null ? NOTHING : utf8);
            bytes += batch.getLast().length;
            if (bytes < LARGEST_BATCH && row + 1 < rows) continue;
            out.setStringUtf8Batch(row + 1 - batch.size(), batch.toArray(byte[][]::new));
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i) == NOTHING) out.setNull(row + 1 - batch.size() + i);
            }
            batch.clear();
            bytes = 0;
        }
    }

    private static String text(byte[] utf8, int length) {
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
