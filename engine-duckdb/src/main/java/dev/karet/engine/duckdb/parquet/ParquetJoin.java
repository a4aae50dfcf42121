package dev.karet.engine.duckdb.parquet;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.function.LongConsumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Joins Parquet files of one schema into one by copying their row groups, without decoding a value.
 *
 * <p>The cost is that of copying bytes, so memory stays flat however wide the rows are. Every offset in a footer is absolute; the data of
 * one input moves as a block, so each of its offsets moves by the same distance.
 */
public final class ParquetJoin {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;

    private ParquetJoin() {}

    /** What a joined file has. */
    public record Joined(long bytes, long rows) {}

    /** Whether {@code inputs} can be joined: whether their schemas are the same in everything. */
    public static boolean haveOneSchema(List<Path> inputs) throws IOException {
        List<SchemaElement> schema = null;
        for (Path input : inputs) {
            try (var in = FileChannel.open(input, StandardOpenOption.READ)) {
                List<SchemaElement> its = schema(footer(in, footerLength(in, input)));
                if (schema != null && !schema.equals(its)) return false;
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
            FileMetaData joined = null;
            long rows = 0;
            var groups = new ArrayList<RowGroup>();
            for (Path input : inputs) {
                try (var in = FileChannel.open(input, StandardOpenOption.READ)) {
                    int footerLength = footerLength(in, input);
                    FileMetaData footer = footer(in, footerLength);
                    if (joined == null) {
                        joined = footer;
                    } else if (!schema(joined).equals(schema(footer))) {
                        throw new IllegalArgumentException(input + " has another schema than " + inputs.getFirst());
                    }
                    long distance = out.position() - MAGIC.length;
                    for (RowGroup group : requireNonNull(footer.getRow_groups())) {
                        move(group, distance, groups.size());
                        groups.add(group);
                    }
                    rows += footer.getNum_rows();
                    copy(in, MAGIC.length, in.size() - TAIL - footerLength, out);
                }
            }
            if (joined == null) throw new IllegalArgumentException("nothing to join");
            joined.unsetKey_value_metadata();
            joined.setNum_rows(rows);
            joined.setRow_groups(groups);
            var footer = new ByteArrayOutputStream();
            Util.writeFileMetaData(joined, footer);
            write(out, ByteBuffer.wrap(footer.toByteArray()));
            write(
                    out,
                    ByteBuffer.allocate(TAIL)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(footer.size())
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

    private static FileMetaData footer(FileChannel in, int length) throws IOException {
        byte[] bytes = read(in, in.size() - TAIL - length, length).array();
        return Util.readFileMetaData(new ByteArrayInputStream(bytes));
    }

    private static List<SchemaElement> schema(FileMetaData footer) {
        return requireNonNull(footer.getSchema());
    }

    /** Every place that a row group names is counted from the beginning of the file. */
    private static void move(RowGroup group, long distance, int ordinal) {
        shift(group.getFile_offset(), distance, group::setFile_offset);
        if (group.isSetOrdinal()) group.setOrdinal((short) Math.min(ordinal, Short.MAX_VALUE));
        for (ColumnChunk chunk : requireNonNull(group.getColumns())) {
            shift(chunk.getFile_offset(), distance, chunk::setFile_offset);
            shift(chunk.getOffset_index_offset(), distance, chunk::setOffset_index_offset);
            shift(chunk.getColumn_index_offset(), distance, chunk::setColumn_index_offset);
            ColumnMetaData column = requireNonNull(chunk.getMeta_data());
            shift(column.getData_page_offset(), distance, column::setData_page_offset);
            shift(column.getIndex_page_offset(), distance, column::setIndex_page_offset);
            shift(column.getDictionary_page_offset(), distance, column::setDictionary_page_offset);
            shift(column.getBloom_filter_offset(), distance, column::setBloom_filter_offset);
        }
    }

    /** Zero says that there is no such place, absent or, with some writers, set. */
    private static void shift(long offset, long distance, LongConsumer set) {
        if (offset > 0) set.accept(offset + distance);
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
