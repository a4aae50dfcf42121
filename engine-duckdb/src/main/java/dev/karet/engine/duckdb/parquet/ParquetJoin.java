package dev.karet.engine.duckdb.parquet;

import dev.karet.engine.duckdb.parquet.ThriftStruct.Nested;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins Parquet files of one schema into one by copying their row groups, without decoding a value.
 *
 * <p>The cost is that of copying bytes, so memory stays flat however wide the rows are. Every offset in a footer is absolute; the data of
 * one input moves as a block, so each of its offsets moves by the same distance.
 */
public final class ParquetJoin {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;

    private static final int FILE_SCHEMA = 2;
    private static final int FILE_ROWS = 3;
    private static final int FILE_ROW_GROUPS = 4;
    private static final int FILE_KEY_VALUES = 5;
    private static final int GROUP_COLUMNS = 1;
    private static final int GROUP_OFFSET = 5;
    private static final int GROUP_ORDINAL = 7;
    private static final int CHUNK_META = 3;
    /** Absolute offsets in a ColumnChunk: its own, its offset index's, its column index's. */
    private static final int[] CHUNK_OFFSETS = {2, 4, 6};
    /** Absolute offsets in a ColumnMetaData: data page, index page, dictionary page, bloom filter. */
    private static final int[] META_OFFSETS = {9, 10, 11, 14};

    private ParquetJoin() {}

    /** What a joined file has. */
    public record Joined(long bytes, long rows) {}

    /** Whether {@code inputs} can be joined: whether their schemas are the same to the byte. */
    public static boolean haveOneSchema(List<Path> inputs) throws IOException {
        byte[] schema = null;
        for (Path input : inputs) {
            try (var in = FileChannel.open(input, StandardOpenOption.READ)) {
                byte[] its = schemaBytes(footer(in, footerLength(in, input)));
                if (schema != null && !Arrays.equals(schema, its)) return false;
                schema = its;
            }
        }
        return true;
    }

    /**
     * Writes the rows of {@code inputs}, in order, to {@code output}, which is replaced. What an input's footer says about that file in keys and
     * values is left out.
     *
     * @param inputs at least one file, all of one schema
     * @throws IllegalArgumentException when a file is no Parquet file or the schemas differ
     */
    public static Joined join(List<Path> inputs, Path output) throws IOException {
        try (var out = FileChannel.open(
                output, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, ByteBuffer.wrap(MAGIC));
            ThriftStruct joined = null;
            byte[] schema = {};
            long rows = 0;
            var groups = new ArrayList<ThriftStruct>();
            for (Path input : inputs) {
                try (var in = FileChannel.open(input, StandardOpenOption.READ)) {
                    int footerLength = footerLength(in, input);
                    ThriftStruct footer = footer(in, footerLength);
                    if (joined == null) {
                        joined = footer;
                        schema = schemaBytes(footer);
                    } else if (!Arrays.equals(schema, schemaBytes(footer))) {
                        throw new IllegalArgumentException(input + " has another schema than " + inputs.getFirst());
                    }
                    long distance = out.position() - MAGIC.length;
                    for (ThriftStruct group : footer.structs(FILE_ROW_GROUPS)) {
                        move(group, distance, groups.size());
                        groups.add(group);
                    }
                    rows += footer.whole(FILE_ROWS);
                    copy(in, MAGIC.length, in.size() - TAIL - footerLength, out);
                }
            }
            if (joined == null) throw new IllegalArgumentException("nothing to join");
            joined.remove(FILE_KEY_VALUES);
            joined.setWhole(FILE_ROWS, rows);
            joined.setStructs(FILE_ROW_GROUPS, groups);
            byte[] footer = ThriftCompact.write(joined);
            write(out, ByteBuffer.wrap(footer));
            write(
                    out,
                    ByteBuffer.allocate(TAIL)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(footer.length)
                            .put(MAGIC)
                            .flip());
            return new Joined(out.position(), rows);
        }
    }

    private static int footerLength(FileChannel in, Path file) throws IOException {
        if (in.size() < MAGIC.length + TAIL) throw new IllegalArgumentException(file + " is not a Parquet file");
        ByteBuffer tail = read(in, in.size() - TAIL, TAIL);
        int length = tail.getInt();
        var magic = new byte[MAGIC.length];
        tail.get(magic);
        if (!Arrays.equals(magic, MAGIC) || length < 0 || length > in.size() - TAIL - MAGIC.length) {
            throw new IllegalArgumentException(file + " is not a Parquet file");
        }
        return length;
    }

    private static ThriftStruct footer(FileChannel in, int length) throws IOException {
        return ThriftCompact.read(read(in, in.size() - TAIL - length, length).array());
    }

    private static byte[] schemaBytes(ThriftStruct footer) {
        var schema = new ThriftStruct();
        for (ThriftStruct element : footer.structs(FILE_SCHEMA)) {
            schema.add(new ThriftStruct.Field(1, ThriftCompact.STRUCT, new Nested(element)));
        }
        return ThriftCompact.write(schema);
    }

    private static void move(ThriftStruct group, long distance, int ordinal) {
        shift(group, GROUP_OFFSET, distance);
        if (group.find(GROUP_ORDINAL).isPresent()) group.setWhole(GROUP_ORDINAL, Math.min(ordinal, Short.MAX_VALUE));
        for (ThriftStruct chunk : group.structs(GROUP_COLUMNS)) {
            for (int offset : CHUNK_OFFSETS) shift(chunk, offset, distance);
            for (int offset : META_OFFSETS) shift(chunk.struct(CHUNK_META), offset, distance);
        }
    }

    /** Zero is how some writers say that there is no offset. */
    private static void shift(ThriftStruct struct, int field, long distance) {
        long offset = struct.whole(field);
        if (offset > 0) struct.setWhole(field, offset + distance);
    }

    private static void copy(FileChannel in, long from, long to, FileChannel out) throws IOException {
        for (long at = from; at < to; ) at += in.transferTo(at, to - at, out);
    }

    private static ByteBuffer read(FileChannel in, long at, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, at + buffer.position()) < 0) throw new IOException("the file ended early");
        }
        return buffer.flip();
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) out.write(bytes);
    }
}
