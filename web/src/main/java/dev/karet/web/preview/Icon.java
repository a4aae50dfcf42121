package dev.karet.web.preview;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The sign of each kind, in strokes, within a square of 16 by 16. */
final class Icon {

    static final double SIZE = 16;

    private static final BasicStroke PEN = new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private Icon() {}

    /** Draws in the colour of {@code graphics}, from its origin. */
    static void draw(Kind kind, Graphics2D graphics) {
        graphics.setStroke(PEN);
        switch (kind) {
            case SOURCE -> {
                graphics.draw(path(9, 2, 4, 2, 4, 14, 12, 14, 12, 5, 9, 2, 9, 5, 12, 5));
                graphics.draw(new Line2D.Double(6.3, 8.5, 9.7, 8.5));
                graphics.draw(new Line2D.Double(6.3, 11.2, 9.7, 11.2));
            }
            case LOOKUP -> {
                graphics.draw(new Ellipse2D.Double(2.5, 2.5, 8, 8));
                graphics.draw(new Line2D.Double(9.5, 9.5, 13.5, 13.5));
            }
            case MAPPING -> {
                graphics.draw(path(2, 5.5, 13.5, 5.5));
                graphics.draw(path(10.5, 2.5, 13.5, 5.5, 10.5, 8.5));
                graphics.draw(path(14, 11.5, 2.5, 11.5));
                graphics.draw(path(5.5, 8.8, 2.5, 11.5, 5.5, 14.3));
            }
            case TABLE -> {
                graphics.draw(new Rectangle2D.Double(2.5, 3, 11, 10));
                graphics.draw(new Line2D.Double(2.5, 6.5, 13.5, 6.5));
                graphics.draw(new Line2D.Double(2.5, 9.8, 13.5, 9.8));
                graphics.draw(new Line2D.Double(6.5, 6.5, 6.5, 13));
            }
        }
    }

    private static Path2D path(double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) path.lineTo(coordinates[i], coordinates[i + 1]);
        return path;
    }
}
