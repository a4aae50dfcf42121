package dev.karet.web.preview;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;

/** Draws the nodes of a graph, with as much in them as can be read at their size. */
final class NodePicture {

    private static final double CORNER = 8;
    private static final double BADGE = 34;
    private static final double INSET = 14;
    private static final double NAME = 16.5;
    private static final double DETAIL = 12.5;
    /** In pixels of the picture. */
    private static final double SMALLEST_TEXT = 8;

    private static final double SMALLEST_BADGE = 8;

    /** Of more, none could be read unless they lie on one another. */
    private static final int MOST_READABLE = 300;

    private final Picture picture;
    private final double scale;
    private final boolean readable;

    /** @param count how many nodes will be drawn */
    NodePicture(Picture picture, double scale, int count) {
        this.picture = picture;
        this.scale = scale;
        readable = count <= MOST_READABLE && BADGE * scale >= SMALLEST_BADGE;
    }

    /** Draws {@code node} with its upper left corner at a place of the picture. */
    void draw(Graph.Node node, double x, double y) {
        Graphics2D graphics = picture.graphics();
        double width = Math.max(3, Place.WIDTH * scale);
        double height = Math.max(2, Place.HEIGHT * scale);
        if (!readable) {
            graphics.setColor(node.kind().colour());
            graphics.fill(box(x, y, width, height, CORNER));
            return;
        }
        graphics.setColor(Picture.SURFACE);
        graphics.fill(box(x, y, width, height, CORNER));
        graphics.setColor(Picture.BORDER);
        graphics.setStroke(new BasicStroke((float) Math.max(1, 1.3 * scale)));
        graphics.draw(box(x, y, width, height, CORNER));
        badge(node.kind(), x + INSET * scale, y + (Place.HEIGHT - BADGE) / 2 * scale);
        texts(node, x + (INSET + BADGE + 12) * scale, y);
    }

    private void badge(Kind kind, double x, double y) {
        Graphics2D graphics = picture.graphics();
        graphics.setColor(kind.colour());
        graphics.fill(box(x, y, BADGE * scale, BADGE * scale, CORNER));
        AffineTransform before = graphics.getTransform();
        double sign = BADGE * 0.62 / Icon.SIZE;
        double inset = (BADGE - sign * Icon.SIZE) / 2 * scale;
        graphics.translate(x + inset, y + inset);
        graphics.scale(sign * scale, sign * scale);
        graphics.setColor(Picture.SURFACE);
        Icon.draw(kind, graphics);
        graphics.setTransform(before);
    }

    private void texts(Graph.Node node, double x, double y) {
        double room = (Place.WIDTH - 2 * INSET - BADGE - 12) * scale;
        double middle = y + Place.HEIGHT / 2 * scale;
        boolean detailed = DETAIL * scale >= SMALLEST_TEXT;
        // A name that stands alone has the room of two lines.
        double size = detailed ? NAME * scale : Math.max(NAME * scale, Math.min(24 * scale, 11));
        if (size < SMALLEST_TEXT) return;
        String name = Typeface.inter().fitting(node.name(), size, room);
        picture.text(name, size, x, detailed ? middle - 3.5 * scale : middle + size * 0.36, Picture.TEXT);
        if (!detailed) return;
        double small = DETAIL * scale;
        picture.text(
                Typeface.inter().fitting(node.detail(), small, room), small, x, middle + 16 * scale, Picture.MUTED);
    }

    private RoundRectangle2D box(double x, double y, double width, double height, double corner) {
        double arc = 2 * corner * scale;
        return new RoundRectangle2D.Double(x, y, width, height, arc, arc);
    }
}
