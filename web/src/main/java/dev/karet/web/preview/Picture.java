package dev.karet.web.preview;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A sheet to draw on. Not thread-safe. */
final class Picture {

    static final Color PAGE = new Color(0xf7f8fa);
    static final Color SURFACE = new Color(0xffffff);
    static final Color BORDER = new Color(0xd3d8e0);
    static final Color TEXT = new Color(0x1c2128);
    static final Color MUTED = new Color(0x5c6472);

    private static final float QUICK = 0.6f;

    static {
        // Nothing here opens a window; without this a DISPLAY that is set and not there would be an error.
        System.setProperty("java.awt.headless", "true");
    }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Picture(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(PAGE);
        graphics.fillRect(0, 0, width, height);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    Graphics2D graphics() {
        return graphics;
    }

    /** Writes {@code text} from {@code x} on the base line {@code y}. */
    void text(String text, double size, double x, double y, Color colour) {
        graphics.setColor(colour);
        graphics.fill(Typeface.inter().outline(text, size, x, y));
    }

    /** Writes {@code text} with its middle at {@code x}. */
    void centred(String text, double size, double x, double y, Color colour) {
        text(text, size, x - Typeface.inter().width(text, size) / 2, y, colour);
    }

    /** What was drawn; nothing more can be. */
    byte[] png() {
        graphics.dispose();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(QUICK);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
