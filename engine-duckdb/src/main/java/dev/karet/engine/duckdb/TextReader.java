package dev.karet.engine.duckdb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of one vector while a function is called with it. Not thread-safe.
 *
 * <p>The driver hands out one text at a time by a native call, an array and a {@code String}, which costs more than most functions do with
 * it. So the texts are read where DuckDB keeps them, as {@code duckdb_string_t} of its C header says: a length in 4 bytes, then the UTF-8
 * bytes themselves when there are at most 12, else 4 bytes of prefix and an address. The driver keeps the vector's memory in a private field; a
 * driver without that field is read by its public method.
 */
final class TextReader {

    /** Answered for a null. */
    static final int NULL = -1;

    private static final int STRUCT_BYTES = 16;
    private static final int INLINED_BYTES = 12;
    private static final int BYTES_AT = 4;
    private static final int ADDRESS_AT = 8;

    @SuppressWarnings("restricted") // DuckDB's addresses are taken as it gives them.
    private static final MemorySegment ANYWHERE = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final @Nullable VarHandle DATA = dataField();

    private final DuckDBReadableVector vector;
    private final @Nullable MemorySegment structs;
    private byte[] bytes = new byte[256];

    TextReader(DuckDBReadableVector vector) {
        this.vector = vector;
        this.structs = DATA == null ? null : MemorySegment.ofBuffer((ByteBuffer) DATA.get(vector));
    }

    /** Whether texts are read from memory; else by the driver's method, at twice the cost. */
    static boolean readsMemory() {
        return DATA != null;
    }

    /** Puts the UTF-8 of a row's text into {@link #bytes()} and answers its length, or {@link #NULL}. */
    int read(long row) {
        if (structs == null) return readByDriver(row);
        if (vector.isNull(row)) return NULL;
        long struct = row * STRUCT_BYTES;
        int length = structs.get(ValueLayout.JAVA_INT_UNALIGNED, struct);
        if (length > bytes.length) bytes = new byte[Math.max(length, bytes.length * 2)];
        if (length <= INLINED_BYTES) {
            MemorySegment.copy(structs, ValueLayout.JAVA_BYTE, struct + BYTES_AT, bytes, 0, length);
        } else {
            long address = structs.get(ValueLayout.JAVA_LONG_UNALIGNED, struct + ADDRESS_AT);
            MemorySegment.copy(ANYWHERE, ValueLayout.JAVA_BYTE, address, bytes, 0, length);
        }
        return length;
    }

    /** What {@link #read} filled last; written again by the next call. */
    byte[] bytes() {
        return bytes;
    }

    @Nullable
    String text(long row) {
        int length = read(row);
        return length == NULL ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private int readByDriver(long row) {
        String text = vector.getString(row);
        if (text == null) return NULL;
        bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length;
    }

    private static @Nullable VarHandle dataField() {
        try {
            return MethodHandles.privateLookupIn(DuckDBReadableVector.class, MethodHandles.lookup())
                    .findVarHandle(DuckDBReadableVector.class, "data", ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
