package dev.karet.table;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Files with a true Parquet footer around a text, for tests that look at files but not at rows. */
public final class TinyParquet {

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

    private TinyParquet() {}

    public static byte[] of(String text) {
        SchemaElement root = new SchemaElement("root");
        root.setNum_children(0);
        var footer = new ByteArrayOutputStream();
        var file = new ByteArrayOutputStream();
        try {
            Util.writeFileMetaData(
                    new FileMetaData(1, List.of(root), text.lines().count(), List.of()), footer);
            file.write(MAGIC);
            file.write(text.getBytes(UTF_8));
            file.write(footer.toByteArray());
            file.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.size())
                    .array());
            file.write(MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The text in a file; empty when it has no rows. */
    public static String text(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int end = file.length - 8 - length;
        return new String(Arrays.copyOfRange(file, MAGIC.length, end), UTF_8);
    }

    /** How many rows the footer tells of. */
    public static long rows(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length))
                    .getNum_rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
