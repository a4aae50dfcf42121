package dev.karet.web.pipelines;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A zip file of a stranger's, read by its central directory alone and believing nothing: not how many entries there are, nor how long they
 * become. What two readers could understand differently (names that differ, entries that overlap, bytes before or behind) is refused.
 * Entries may be read by several threads at once.
 */
final class ZipArchive implements AutoCloseable {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int BIG_END = 0x06064b50;
    private static final int BIG_END_LENGTH = 56;
    private static final int BIG_LOCATOR = 0x07064b50;
    private static final int BIG_LOCATOR_LENGTH = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final long IN_EXTRA = 0xFFFFFFFFL;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final FileChannel file;
    private final List<Entry> entries;

    private ZipArchive(FileChannel file, List<Entry> entries) {
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /**
     * One entry, as the directory describes it.
     *
     * @param rawName its bytes, in whatever encoding
     * @param crc of the unpacked bytes
     * @param at where its local header begins
     */
    record Entry(
            byte[] rawName,
            int flags,
            int method,
            long crc,
            long packed,
            long unpacked,
            long at,
            int madeBy,
            long attributes) {

        boolean isEncrypted() {
            return (flags & 1) != 0;
        }

        boolean isReadable() {
            return method == STORED || method == DEFLATED;
        }

        /** Whether it is neither a file nor a folder but a link, a device or the like. */
        boolean isSpecial() {
            // Every maker may set the upper half, which Unix fills with the file's mode.
            long type = attributes >>> 28;
            return type != 0 && type != 0x8 && type != 0x4 && (madeBy >>> 8) != 0;
        }
    }

    /**
     * Opens an archive and reads its directory.
     *
     * @throws ArchiveRefused when it is none, or has more than {@code mostEntries}
     */
    static ZipArchive open(Path path, int mostEntries) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ZipArchive(file, directory(file, mostEntries));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /** The directory: where it is, and what follows. */
    private record Place(long from, long length, long entries) {}

    private static List<Entry> directory(FileChannel file, int mostEntries) throws IOException {
        Place place = place(file);
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(new Stretch(file, place.from, place.length), 1 << 16)) {
            long left = place.length;
            while (left > 0) {
                if (entries.size() == mostEntries) throw tooMany(mostEntries);
                ByteBuffer fixed = wrap(in.readNBytes(CENTRAL_LENGTH));
                if (fixed.limit() < CENTRAL_LENGTH || fixed.getInt(0) != CENTRAL) {
                    throw ArchiveRefused.damaged("its directory breaks off");
                }
                byte[] name = in.readNBytes(u16(fixed, 28));
                byte[] extra = in.readNBytes(u16(fixed, 30));
                in.skipNBytes(u16(fixed, 32));
                if (u16(fixed, 34) != 0 && u16(fixed, 34) != 0xFFFF)
                    throw ArchiveRefused.damaged("it has several parts");
                left -= CENTRAL_LENGTH + name.length + extra.length + u16(fixed, 32);
                entries.add(entry(fixed, name, extra));
            }
            if (left < 0) throw ArchiveRefused.damaged("its directory is longer than it says");
        } catch (EOFException e) {
            throw ArchiveRefused.damaged("its directory breaks off");
        }
        if (entries.size() != place.entries) {
            throw ArchiveRefused.damaged(
                    "it says to have %d entries and has %d".formatted(place.entries, entries.size()));
        }
        requireApart(entries, place.from);
        return entries;
    }

    private static ArchiveRefused tooMany(int most) {
        return ArchiveRefused.tooLarge("The archive has more than %d entries, the most that is taken.".formatted(most));
    }

    private static Place place(FileChannel file) throws IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer end = read(file, size - tail, tail);
        int at = tail - END_LENGTH;
        while (at >= 0 && (end.getInt(at) != END || at + END_LENGTH + u16(end, at + 20) != tail)) at--;
        if (at < 0) throw ArchiveRefused.damaged("it is no zip file, or not all of one");
        long endAt = size - tail + at;
        long entries = u16(end, at + 10);
        long length = u32(end, at + 12);
        long from = u32(end, at + 16);
        long directoryEnd = endAt;
        if (entries == 0xFFFF || length == IN_EXTRA || from == IN_EXTRA) {
            long locatorAt = endAt - BIG_LOCATOR_LENGTH;
            if (locatorAt < 0) throw ArchiveRefused.damaged("its end is not as it should be");
            ByteBuffer locator = read(file, locatorAt, BIG_LOCATOR_LENGTH);
            long bigAt = locator.getLong(8);
            if (locator.getInt(0) != BIG_LOCATOR || bigAt < 0 || bigAt > locatorAt - BIG_END_LENGTH) {
                throw ArchiveRefused.damaged("its end is not as it should be");
            }
            ByteBuffer big = read(file, bigAt, BIG_END_LENGTH);
            if (big.getInt(0) != BIG_END) throw ArchiveRefused.damaged("its end is not as it should be");
            entries = big.getLong(32);
            length = big.getLong(40);
            from = big.getLong(48);
            directoryEnd = bigAt;
        }
        if (from < 0 || length < 0 || from > directoryEnd || length != directoryEnd - from) {
            throw ArchiveRefused.damaged("its directory is not where it should be");
        }
        return new Place(from, length, entries);
    }

    private static Entry entry(ByteBuffer fixed, byte[] name, byte[] extra) {
        long packed = u32(fixed, 20);
        long unpacked = u32(fixed, 24);
        long at = u32(fixed, 42);
        ByteBuffer big = bigExtra(extra);
        try {
            if (unpacked == IN_EXTRA) unpacked = big.getLong();
            if (packed == IN_EXTRA) packed = big.getLong();
            if (at == IN_EXTRA) at = big.getLong();
        } catch (BufferUnderflowException e) {
            throw ArchiveRefused.damaged("an entry does not say how long it is");
        }
        if (packed < 0 || unpacked < 0 || at < 0) throw ArchiveRefused.damaged("an entry has a negative length");
        return new Entry(
                name,
                u16(fixed, 8),
                u16(fixed, 10),
                u32(fixed, 16),
                packed,
                unpacked,
                at,
                u16(fixed, 4),
                u32(fixed, 38));
    }

    /** The numbers that were too large for their places. */
    private static ByteBuffer bigExtra(byte[] extra) {
        ByteBuffer fields = wrap(extra);
        while (fields.remaining() >= 4) {
            int id = Short.toUnsignedInt(fields.getShort());
            int length = Short.toUnsignedInt(fields.getShort());
            if (length > fields.remaining()) break;
            if (id == 1) return fields.slice(fields.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            fields.position(fields.position() + length);
        }
        return wrap(new byte[0]);
    }

    /** Entries that share bytes make much out of little. */
    private static void requireApart(List<Entry> entries, long end) {
        List<Entry> inOrder =
                entries.stream().sorted(Comparator.comparingLong(Entry::at)).toList();
        long free = 0;
        for (Entry entry : inOrder) {
            long least = LOCAL_LENGTH + (long) entry.rawName.length;
            if (entry.at < free || entry.packed > end || entry.at > end - least - entry.packed) {
                throw ArchiveRefused.damaged("its entries overlap");
            }
            free = entry.at + least + entry.packed;
        }
    }

    /**
     * The entry's bytes, unpacked. Reading ends exactly where the directory says, or throws {@link ArchiveRefused}; bytes that were read
     * before may be wrong.
     */
    InputStream open(Entry entry) throws IOException {
        ByteBuffer local = read(file, entry.at, LOCAL_LENGTH);
        byte[] name = read(file, entry.at + LOCAL_LENGTH, entry.rawName.length).array();
        if (local.getInt(0) != LOCAL || u16(local, 26) != name.length || !Arrays.equals(name, entry.rawName)) {
            throw ArchiveRefused.damaged("an entry has another name where it begins than in the directory");
        }
        long from = entry.at + LOCAL_LENGTH + name.length + u16(local, 28);
        InputStream packed = new Stretch(file, from, entry.packed);
        return new Verified(
                entry.method == STORED ? packed : new Inflating(new BufferedInputStream(packed, 1 << 16)), entry);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw ArchiveRefused.damaged("it ends in the midst of an entry");
            }
        }
        return bytes.flip();
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int u16(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static long u32(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    /** A stretch of the file. Reads at its own place, so that several may be read at once. */
    private static final class Stretch extends InputStream {

        private final FileChannel file;
        private final long end;
        private long at;

        Stretch(FileChannel file, long from, long length) {
            this.file = file;
            this.at = from;
            this.end = from + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (at >= end) return -1;
            int got = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(count, end - at)), at);
            if (got > 0) at += got;
            return got;
        }
    }

    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream packed) {
            super(packed, new Inflater(true), 1 << 13);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** Holds what comes against what the directory says. */
    private static final class Verified extends FilterInputStream {

        private final Entry entry;
        private final CheckedInputStream checked;
        private long left;

        Verified(InputStream bytes, Entry entry) {
            this(new CheckedInputStream(bytes, new CRC32()), entry);
        }

        private Verified(CheckedInputStream checked, Entry entry) {
            super(checked);
            this.checked = checked;
            this.entry = entry;
            this.left = entry.unpacked;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (count == 0) return 0;
            int got;
            try {
                got = super.read(target, offset, count);
            } catch (ZipException | EOFException e) {
                throw ArchiveRefused.damaged("an entry cannot be unpacked");
            }
            if (got > left || (got < 0 && left > 0)) {
                throw ArchiveRefused.damaged("an entry is not as long as it says");
            }
            if (got > 0) left -= got;
            if (got < 0 && checked.getChecksum().getValue() != entry.crc) {
                throw ArchiveRefused.damaged("an entry does not have the checksum that it says");
            }
            return got;
        }

        @Override
        public long skip(long count) {
            throw new UnsupportedOperationException("what is skipped is not checked");
        }
    }
}
