package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zip archives as no library would write them. */
final class HandMadeZip {

    private final List<Entry> entries = new ArrayList<>();
    private int said = -1;

    /** One entry, and what it says of itself; what is below 0 is said as it is. */
    static final class Entry {
        byte[] name = new byte[0];
        byte[] body = new byte[0];
        String localName = "";
        int flags = 1 << 11;
        int method = 8;
        int madeBy = 20;
        long attributes;
        long saysUnpacked = -1;
        long saysCrc = -1;
        long saysAt = -1;
    }

    HandMadeZip entry(String name, Consumer<Entry> change) {
        Entry entry = new Entry();
        entry.name = name.getBytes(UTF_8);
        change.accept(entry);
        entries.add(entry);
        return this;
    }

    HandMadeZip file(String name, byte[] body) {
        return entry(name, entry -> entry.body = body);
    }

    HandMadeZip file(String name, String body) {
        return file(name, body.getBytes(UTF_8));
    }

    HandMadeZip folder(String name) {
        return entry(name, entry -> entry.method = 0);
    }

    /** Lets the end say that there are so many entries. */
    HandMadeZip saying(int count) {
        said = count;
        return this;
    }

    byte[] bytes() {
        var file = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] packed = entry.method == 0 ? entry.body : deflated(entry.body);
            long crc = entry.saysCrc >= 0 ? entry.saysCrc : crc(entry.body);
            long unpacked = entry.saysUnpacked >= 0 ? entry.saysUnpacked : entry.body.length;
            long at = entry.saysAt >= 0 ? entry.saysAt : file.size();
            byte[] local = entry.localName.isEmpty() ? entry.name : entry.localName.getBytes(UTF_8);
            ByteBuffer head = little(30);
            head.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags);
            head.putShort((short) entry.method).putInt(0).putInt((int) crc);
            head.putInt(packed.length).putInt((int) unpacked);
            head.putShort((short) local.length).putShort((short) 0);
            file.writeBytes(head.array());
            file.writeBytes(local);
            file.writeBytes(packed);
            ByteBuffer central = little(46);
            central.putInt(0x02014b50).putShort((short) entry.madeBy).putShort((short) 20);
            central.putShort((short) entry.flags).putShort((short) entry.method).putInt(0);
            central.putInt((int) crc).putInt(packed.length).putInt((int) unpacked);
            central.putShort((short) entry.name.length).putShort((short) 0).putShort((short) 0);
            central.putShort((short) 0)
                    .putShort((short) 0)
                    .putInt((int) entry.attributes)
                    .putInt((int) at);
            directory.writeBytes(central.array());
            directory.writeBytes(entry.name);
        }
        int count = said >= 0 ? said : entries.size();
        ByteBuffer end = little(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
        end.putInt(directory.size()).putInt(file.size()).putShort((short) 0);
        file.writeBytes(directory.toByteArray());
        file.writeBytes(end.array());
        return file.toByteArray();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long crc(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    private static byte[] deflated(byte[] body) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(body);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return packed.toByteArray();
    }
}
