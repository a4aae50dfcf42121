package dev.karet.infer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The first characters of a file. Immutable.
 *
 * @param stated the encoding that a source must state, because nobody would guess it
 * @param whole whether the file has no more
 */
record Beginning(String text, String encoding, Optional<String> stated, boolean whole) {

    private static final int BYTES = 1 << 18;

    static Beginning of(StoredFile file, Optional<String> chosen) throws IOException, Unreadable {
        byte[] bytes;
        try (InputStream in = opened(file)) {
            bytes = in.readNBytes(BYTES);
        }
        boolean whole = bytes.length < BYTES;
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            throw new Unreadable("The file is a ZIP archive or an Excel workbook, not CSV. Save it as CSV first.");
        }
        Optional<String> marked = mark(bytes);
        Optional<String> wide = marked.isPresent() || chosen.isPresent() ? Optional.empty() : wide(bytes);
        if (marked.isEmpty() && wide.isEmpty() && chosen.isEmpty() && zeros(bytes, 0, 1) > bytes.length / 100) {
            throw new Unreadable("The file is not text, so it cannot be CSV. Is it the right file?");
        }
        String name = chosen.or(() -> marked).or(() -> wide).orElse("UTF-8");
        if (chosen.isPresent() || marked.isPresent() || wide.isPresent()) {
            return new Beginning(lenient(bytes, name), name, chosen.or(() -> wide), whole);
        }
        try {
            // The last character may be cut.
            int end = bytes.length;
            while (!whole && end > 0 && (bytes[end - 1] & 0xc0) == 0x80) end--;
            if (!whole && end > 0 && bytes[end - 1] < 0) end--;
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
            return new Beginning(text, "UTF-8", Optional.empty(), whole);
        } catch (CharacterCodingException e) {
            return new Beginning(lenient(bytes, "windows-1252"), "windows-1252", Optional.empty(), whole);
        }
    }

    private static InputStream opened(StoredFile file) throws IOException, Unreadable {
        InputStream stored = file.open();
        if (!file.name().toLowerCase(Locale.ROOT).endsWith(".gz")) return stored;
        try {
            return new GZIPInputStream(stored);
        } catch (IOException e) {
            stored.close();
            throw new Unreadable("The file's name ends in .gz, but its content is not gzip.");
        }
    }

    private static Optional<String> mark(byte[] bytes) {
        if (begins(bytes, 0xef, 0xbb, 0xbf)) return Optional.of("UTF-8");
        if (begins(bytes, 0xff, 0xfe, 0, 0)) return Optional.of("UTF-32LE");
        if (begins(bytes, 0xff, 0xfe)) return Optional.of("UTF-16LE");
        if (begins(bytes, 0xfe, 0xff)) return Optional.of("UTF-16BE");
        return Optional.empty();
    }

    /** UTF-16 without a mark: nearly every second byte of a text in it is zero. */
    private static Optional<String> wide(byte[] bytes) {
        int half = bytes.length / 2;
        if (half < 4) return Optional.empty();
        if (zeros(bytes, 1, 2) > half * 0.7 && zeros(bytes, 0, 2) < half * 0.05) return Optional.of("UTF-16LE");
        if (zeros(bytes, 0, 2) > half * 0.7 && zeros(bytes, 1, 2) < half * 0.05) return Optional.of("UTF-16BE");
        return Optional.empty();
    }

    private static int zeros(byte[] bytes, int from, int step) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += step) {
            if (bytes[i] == 0) zeros++;
        }
        return zeros;
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != with[i]) return false;
        }
        return true;
    }

    private static String lenient(byte[] bytes, String name) throws Unreadable {
        try {
            String text = Charset.forName(name)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new Unreadable("There is no encoding \"" + name + "\". Use a name such as UTF-8 or windows-1252.");
        }
    }
}
