package dev.karet.web.preview;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;

/** What stands for a pipeline with nothing in it: the shape of one to come. */
final class EmptyPicture {

    private static final Color FAINT = new Color(0xb4bbc7);
    private static final Kind[] KINDS = {Kind.SOURCE, Kind.MAPPING, Kind.TABLE};
    private static final double SIDE = 132;
    private static final double GAP = 108;

    private EmptyPicture() {}

    static void draw(Picture picture) {
        Graphics2D graphics = picture.graphics();
        double left = (picture.width() - KINDS.length * SIDE - (KINDS.length - 1) * GAP) / 2;
        double top = picture.height() / 2.0 - SIDE + 10;
        graphics.setColor(FAINT);
        for (int i = 0; i < KINDS.length; i++) {
            double x = left + i * (SIDE + GAP);
            graphics.setStroke(
                    new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, new float[] {1, 9}, 0));
            graphics.draw(new RoundRectangle2D.Double(x, top, SIDE, SIDE, 32, 32));
            if (i > 0) graphics.draw(new Line2D.Double(x - GAP + 16, top + SIDE / 2, x - 16, top + SIDE / 2));
            AffineTransform before = graphics.getTransform();
            graphics.translate(x + SIDE * 0.29, top + SIDE * 0.29);
            graphics.scale(SIDE * 0.42 / Icon.SIZE, SIDE * 0.42 / Icon.SIZE);
            Icon.draw(KINDS[i], graphics);
            graphics.setTransform(before);
        }
        double middle = picture.width() / 2.0;
        picture.centred("Nothing here yet", 34, middle, top + SIDE + 86, Picture.TEXT);
        picture.centred("Add a source to begin", 24, middle, top + SIDE + 126, Picture.MUTED);
    }
}
