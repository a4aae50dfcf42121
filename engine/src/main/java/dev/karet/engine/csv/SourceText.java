package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.pipeline.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;

/**
 * A source's bytes as UTF-8 without a byte order mark.
 *
 * @param text valid UTF-8; reads fail with {@link InvalidText} or {@link DamagedGzip}
 * @param guessed whether UTF-8 is an assumption: neither the format nor a byte order mark says so
 */
record SourceText(InputStream text, boolean guessed) {

    static SourceText open(String key, CsvFormat format, InputStream stored) throws IOException, FileUnreadable {
        var plain = key.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GzipMembers(stored) : stored;
        var in = new PushbackInputStream(plain, 4);
        var start = in.readNBytes(4);
        refuseArchives(start);
        var mark = format.encoding().isPresent()
                ? ByteOrderMark.of(charset(format.encoding().get()), start)
                : ByteOrderMark.find(start);
        in.unread(start, mark.length(), start.length - mark.length());
        return new SourceText(decoded(in, mark.charset()), format.encoding().isEmpty() && mark.length() == 0);
    }

    private static InputStream decoded(InputStream in, Charset charset) {
        if (charset.equals(UTF_8)) {
            return new StrictUtf8(in);
        }
        return charset.name().equals("windows-1252") ? new Windows1252(in) : new Transcoded(in, charset);
    }

    private static Charset charset(String name) throws FileUnreadable {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new FileUnreadable(
                    "The encoding \"" + name
                            + "\" of the source's format is not known. Use an IANA name such as UTF-8, UTF-16 or windows-1252.");
        }
    }

    private static void refuseArchives(byte[] start) throws FileUnreadable {
        if (begins(start, 0x1f, 0x8b)) {
            throw new FileUnreadable(
                    "The file is compressed with gzip, but its name does not end in .csv.gz. Rename it.");
        }
        if (begins(start, 'P', 'K', 3, 4)) {
            throw new FileUnreadable(
                    "The file is a ZIP archive or an Excel workbook, not CSV. Save it as CSV and upload that.");
        }
    }

    private static boolean begins(byte[] start, int... with) {
        for (var i = 0; i < with.length; i++) {
            if (i >= start.length || (start[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** What a file's first bytes say about its encoding: {@code length} of them are a mark and not text. */
    private record ByteOrderMark(Charset charset, int length) {

        private static final byte[] UTF_8_MARK = "\ufeff".getBytes(UTF_8);

        /** Without a mark, UTF-8. The four bytes of UTF-32LE begin as UTF-16LE does, so they are tried first. */
        static ByteOrderMark find(byte[] start) {
            for (var name : new String[] {"UTF-32BE", "UTF-32LE", "UTF-16BE", "UTF-16LE", "UTF-8"}) {
                var mark = of(Charset.forName(name), start);
                if (mark.length > 0) {
                    return mark;
                }
            }
            return new ByteOrderMark(UTF_8, 0);
        }

        static ByteOrderMark of(Charset charset, byte[] start) {
            if (!charset.name().startsWith("UTF-")
                    || charset.name().equals("UTF-16")
                    || charset.name().equals("UTF-32")) {
                return new ByteOrderMark(charset, 0);
            }
            var mark = charset.equals(UTF_8) ? UTF_8_MARK : "\ufeff".getBytes(charset);
            var there = start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
            return new ByteOrderMark(charset, there ? mark.length : 0);
        }
    }
}
