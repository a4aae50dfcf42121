package dev.karet.web.preview;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The outlines of the bundled font, so that text looks the same on every machine and needs no font, nor anything else, to be installed.
 * Thread-safe.
 */
final class Typeface {

    private static final String FILE = "Inter-Medium.otf";
    /** Longer texts are cut before they are measured. */
    private static final int LONGEST = 200;

    private static final char ELLIPSIS = '…';
    /** Stands for what the font does not have. */
    private static final char SQUARE = '□';

    private final OpenTypeFont font;
    private final CFFFont outlines;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    private Typeface(OpenTypeFont font) throws IOException {
        this.font = font;
        outlines = font.getCFF().getFont();
        characters = font.getUnicodeCmapLookup();
        unitsPerEm = font.getUnitsPerEm();
    }

    /** Loaded when it is first asked for. */
    private static final class Holder {
        static final Typeface INTER = load();
    }

    static Typeface inter() {
        return Holder.INTER;
    }

    /** @param outline in units of the em, upwards; not to be changed */
    private record Glyph(Path2D outline, double advance) {}

    private static Typeface load() {
        try (InputStream file = Typeface.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is not on the class path");
            return new Typeface(new OTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** How wide {@code text} is at {@code size} pixels to the em. */
    double width(String text, double size) {
        return text.codePoints()
                        .mapToDouble(character -> glyph(character).advance())
                        .sum()
                * size;
    }

    /** {@code text} on one line, cut with an ellipsis where it is wider than {@code width}. */
    String fitting(String text, double size, double width) {
        String line = line(text);
        if (!isCut(text) && width(line, size) <= width) return line;
        double room = width / size - glyph(ELLIPSIS).advance();
        StringBuilder kept = new StringBuilder();
        for (int character : line.codePoints().toArray()) {
            room -= glyph(character).advance();
            if (room < 0) break;
            kept.appendCodePoint(character);
        }
        return kept.toString().stripTrailing() + ELLIPSIS;
    }

    private static boolean isCut(String text) {
        return text.length() > LONGEST && text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 1)) > LONGEST;
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .filter(character -> !joins(character))
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** Whether {@code character} only changes the one before it, which outlines one by one do not show. */
    private static boolean joins(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** The outline of {@code text}, beginning at {@code x} on the base line {@code y}. */
    Path2D outline(String text, double size, double x, double y) {
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double pen = x;
        for (int character : text.codePoints().toArray()) {
            Glyph glyph = glyph(character);
            AffineTransform place = new AffineTransform(size, 0, 0, -size, pen, y);
            outline.append(glyph.outline().getPathIterator(place), false);
            pen += glyph.advance() * size;
        }
        return outline;
    }

    private synchronized Glyph glyph(int character) {
        int id = characters.getGlyphId(character);
        return glyphs.computeIfAbsent(id == 0 ? characters.getGlyphId(SQUARE) : id, this::read);
    }

    private Glyph read(int id) {
        try {
            Path2D outline = new Path2D.Double(
                    outlines.getType2CharString(id).getPath(),
                    AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
            return new Glyph(outline, font.getAdvanceWidth(id) / unitsPerEm);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
