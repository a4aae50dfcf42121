package dev.karet.table;

import dev.karet.model.pipeline.ColumnSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: {@code data, footer, length of the footer, "PAR1"}. What identifies a file of ours stands among the footer's
 * key-value metadata. Not thread-safe.
 */
final class ParquetFooter {

    /** Bytes after the footer. */
    static final int TAIL = 8;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String UUID_KEY = "karet.uuid";
    private static final String HASH_KEY = "karet.sha256";
    private static final int BUFFER = 1 << 16;

    private final FileMetaData metaData;

    private ParquetFooter(FileMetaData metaData) {
        this.metaData = metaData;
    }

    /** What a file is known by: a name made up for it, and the SHA-256 of all before its footer. */
    record Stamp(String uuid, String sha256) {}

    /**
     * How long the footer is, by a file's last {@link #TAIL} bytes.
     *
     * @throws IOException when they are not those of a Parquet file of {@code size} bytes
     */
    static int length(byte[] tail, long size) throws IOException {
        if (tail.length != TAIL || !Arrays.equals(tail, 4, TAIL, MAGIC, 0, MAGIC.length)) {
            throw new IOException("it does not end like a Parquet file");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > size - TAIL - MAGIC.length) {
            throw new IOException("its footer cannot be " + length + " bytes long");
        }
        return length;
    }

    /** @throws IOException when the bytes are no footer */
    static ParquetFooter read(byte[] footer) throws IOException {
        try {
            return new ParquetFooter(Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length));
        } catch (RuntimeException e) {
            throw new IOException("its footer cannot be read", e);
        }
    }

    static ParquetFooter read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(in);
        }
    }

    private static ParquetFooter read(FileChannel in) throws IOException {
        return read(bytes(in, in.size() - TAIL - footerLength(in), footerLength(in)));
    }

    /** What the file calls itself; empty when it is none of ours. */
    Optional<Stamp> stamp() {
        Optional<String> uuid = value(UUID_KEY);
        Optional<String> hash = value(HASH_KEY);
        return uuid.isPresent() && hash.isPresent() ? Optional.of(new Stamp(uuid.get(), hash.get())) : Optional.empty();
    }

    /** The file's columns in their order; those of a type that Karet never writes are left out. */
    List<ColumnSchema> columns() {
        List<SchemaElement> schema = metaData.getSchema();
        if (schema == null) return List.of();
        List<ColumnSchema> columns = new ArrayList<>();
        for (SchemaElement column : schema.subList(Math.min(1, schema.size()), schema.size())) {
            String name = column.getName();
            if (name != null) ColumnType.of(column).ifPresent(type -> columns.add(ColumnSchema.of(name, type)));
        }
        return columns;
    }

    private Optional<String> value(String key) {
        return pairs(metaData)
                .filter(pair -> key.equals(pair.getKey()))
                .flatMap(pair -> Stream.ofNullable(pair.getValue()))
                .findFirst();
    }

    private static Stream<KeyValue> pairs(FileMetaData metaData) {
        List<KeyValue> pairs = metaData.getKey_value_metadata();
        return pairs == null ? Stream.empty() : pairs.stream();
    }

    /** Gives {@code file} a new name and the hash of its data, both in its footer; its rows stay as they are. */
    static Stamp stamp(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size() - TAIL - footerLength(channel);
            ParquetFooter footer = read(channel);
            Stamp stamp = new Stamp(newUuid(), hash(channel, end));
            byte[] written = footer.with(stamp);
            channel.truncate(end);
            channel.position(end);
            ByteBuffer bytes = ByteBuffer.wrap(written);
            while (bytes.hasRemaining()) channel.write(bytes);
            return stamp;
        }
    }

    /** The SHA-256 of all before the footer. */
    static String hash(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return hash(channel, channel.size() - TAIL - footerLength(channel));
        }
    }

    /** A whole file of the same columns without a row. */
    byte[] emptyTwin() throws IOException {
        MessageDigest digest = sha256();
        Stamp stamp = new Stamp(newUuid(), HexFormat.of().formatHex(digest.digest(MAGIC)));
        FileMetaData empty = new FileMetaData(metaData.getVersion(), metaData.getSchema(), 0, List.of());
        if (metaData.isSetCreated_by()) empty.setCreated_by(metaData.getCreated_by());
        var file = new ByteArrayOutputStream();
        file.write(MAGIC);
        file.write(new ParquetFooter(empty).with(stamp));
        return file.toByteArray();
    }

    /** The footer with {@code stamp} for its own, and the file's last bytes. */
    private byte[] with(Stamp stamp) throws IOException {
        FileMetaData stamped = metaData.deepCopy();
        List<KeyValue> pairs = new ArrayList<>(pairs(stamped)
                .filter(pair -> !UUID_KEY.equals(pair.getKey()) && !HASH_KEY.equals(pair.getKey()))
                .toList());
        pairs.add(pair(UUID_KEY, stamp.uuid()));
        pairs.add(pair(HASH_KEY, stamp.sha256()));
        stamped.setKey_value_metadata(pairs);
        var footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(stamped, footer);
        int length = footer.size();
        footer.write(ByteBuffer.allocate(TAIL - MAGIC.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        footer.write(MAGIC);
        return footer.toByteArray();
    }

    private static KeyValue pair(String key, String value) {
        KeyValue pair = new KeyValue(key);
        pair.setValue(value);
        return pair;
    }

    /** No dashes: some stores take a key that ends in a dashed UUID for a file of their own. */
    private static String newUuid() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String hash(FileChannel channel, long end) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < end; ) {
            buffer.clear().limit((int) Math.min(BUFFER, end - at));
            int read = channel.read(buffer, at);
            if (read < 0) throw new IOException("the file became shorter");
            digest.update(buffer.flip());
            at += read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int footerLength(FileChannel in) throws IOException {
        if (in.size() < TAIL + MAGIC.length) throw new IOException("it is too short for a Parquet file");
        return length(bytes(in, in.size() - TAIL, TAIL), in.size());
    }

    private static byte[] bytes(FileChannel in, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, from + buffer.position()) < 0) throw new IOException("the file ended early");
        }
        return buffer.array();
    }
}
