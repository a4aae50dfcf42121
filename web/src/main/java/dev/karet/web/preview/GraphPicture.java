package dev.karet.web.preview;

import dev.karet.web.preview.Graph.Edge;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Draws a graph as large as it fits. */
final class GraphPicture {

    private static final double LARGEST = 1.9;
    private static final Color ROWS = new Color(0x8d96a5);
    private static final Color ASKED = new Color(0xb98cc2);

    private final Graph graph;
    private final Layout layout;
    private final Picture picture;

    private final double scale;
    /** Where on the picture the plane of the editor begins. */
    private final double left;

    private final double top;

    /** @param margin that stays free on each side, in pixels */
    GraphPicture(Graph graph, Layout layout, Picture picture, double margin) {
        this.graph = graph;
        this.layout = layout;
        this.picture = picture;
        double across = picture.width() - 2 * margin;
        double down = picture.height() - 2 * margin;
        scale = Math.min(LARGEST, Math.min(across / layout.width(), down / layout.height()));
        left = (picture.width() - layout.width() * scale) / 2 - layout.left() * scale;
        top = (picture.height() - layout.height() * scale) / 2 - layout.top() * scale;
    }

    void draw() {
        for (Edge edge : graph.edges()) if (edge.asked()) draw(edge);
        for (Edge edge : graph.edges()) if (!edge.asked()) draw(edge);
        NodePicture nodes = new NodePicture(picture, scale, graph.nodes().size());
        for (int i = 0; i < graph.nodes().size(); i++) {
            Place place = layout.places().get(i);
            nodes.draw(graph.nodes().get(i), left + place.x() * scale, top + place.y() * scale);
        }
        for (Edge edge : graph.edges()) if (edge.asked()) ends(edge);
        for (Edge edge : graph.edges()) if (!edge.asked()) ends(edge);
        if (graph.left() > 0) {
            String text = "and " + graph.left() + " more";
            picture.centred(text, 22, picture.width() / 2.0, picture.height() - 18, Picture.MUTED);
        }
    }

    private void draw(Edge edge) {
        Point2D from = exit(edge);
        Point2D to = entry(edge);
        double bend = from.getX() + layout.places().get(edge.from()).after() * scale;
        double straight = to.getX() - layout.places().get(edge.to()).before() * scale;
        double reach = Math.max(40 * scale, Math.abs(straight - bend) / 2);
        Path2D curve = new Path2D.Double();
        curve.moveTo(from.getX(), from.getY());
        curve.lineTo(bend, from.getY());
        curve.curveTo(bend + reach, from.getY(), straight - reach, to.getY(), straight, to.getY());
        curve.lineTo(to.getX(), to.getY());
        Graphics2D graphics = picture.graphics();
        graphics.setColor(colour(edge));
        graphics.setStroke(pen(edge.asked(), scale));
        graphics.draw(curve);
    }

    private void ends(Edge edge) {
        picture.graphics().setColor(colour(edge));
        dot(exit(edge));
        dot(entry(edge));
    }

    private void dot(Point2D at) {
        double radius = Math.max(1, 3.4 * scale);
        picture.graphics().fill(new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius));
    }

    private Point2D exit(Edge edge) {
        Place place = layout.places().get(edge.from());
        return on(place.x() + Place.WIDTH, place.y() + Place.HEIGHT / 2);
    }

    private Point2D entry(Edge edge) {
        Place place = layout.places().get(edge.to());
        return on(place.x(), place.y() + Place.HEIGHT / 2);
    }

    private Point2D on(double x, double y) {
        return new Point2D.Double(left + x * scale, top + y * scale);
    }

    private static Color colour(Edge edge) {
        return edge.asked() ? ASKED : ROWS;
    }

    private static BasicStroke pen(boolean dashed, double scale) {
        float width = (float) Math.max(0.8, 1.6 * scale);
        if (!dashed) return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        float dash = Math.max(3, (float) (6 * scale));
        return new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {dash, dash * 0.8f}, 0);
    }
}
