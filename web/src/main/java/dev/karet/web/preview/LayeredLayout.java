package dev.karet.web.preview;

import dev.karet.web.preview.Graph.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places for a graph whose author has given none: what is read on the left, mappings in the middle, tables on the right; within a layer
 * each node near what it is connected to. A layer that is too tall for the picture stands in several columns. Pure function.
 */
final class LayeredLayout {

    private static final int SWEEPS = 6;
    private static final double BETWEEN_LAYERS = 130;
    private static final double BETWEEN_COLUMNS = 32;
    private static final double BETWEEN_ROWS = 28;
    private static final double ROW = Place.HEIGHT + BETWEEN_ROWS;
    private static final double WIDEST_ROW = 2.2 * ROW;
    /** Every other column of a layer is half a row lower, so that edges pass between the nodes of the next. */
    private static final double LOWER = ROW / 2;

    private final Graph graph;
    private final double aspect;
    /** The nodes of each layer, from top to bottom. */
    private final List<List<Integer>> layers = new ArrayList<>();
    /** Of each node, how far down in its layer: 0 is the top, 1 the bottom. */
    private final double[] heights;

    private final List<List<Integer>> neighbours = new ArrayList<>();

    private LayeredLayout(Graph graph, double aspect) {
        this.graph = graph;
        this.aspect = aspect;
        heights = new double[graph.nodes().size()];
    }

    /**
     * A place for each node, in their order.
     *
     * @param aspect the picture's width by its height
     */
    static List<Place> places(Graph graph, double aspect) {
        return new LayeredLayout(graph, aspect).places();
    }

    private List<Place> places() {
        layers();
        for (int sweep = 0; sweep < SWEEPS; sweep++) layers.forEach(this::order);
        return positions(bestRows());
    }

    private void layers() {
        for (int i = 0; i < 3; i++) layers.add(new ArrayList<>());
        for (int i = 0; i < graph.nodes().size(); i++) {
            neighbours.add(new ArrayList<>());
            layers.get(layer(graph.nodes().get(i).kind())).add(i);
        }
        layers.removeIf(List::isEmpty);
        for (Edge edge : graph.edges()) {
            neighbours.get(edge.from()).add(edge.to());
            neighbours.get(edge.to()).add(edge.from());
        }
        layers.forEach(this::remember);
    }

    private static int layer(Kind kind) {
        return switch (kind) {
            case SOURCE, LOOKUP -> 0;
            case MAPPING -> 1;
            case TABLE -> 2;
        };
    }

    private void order(List<Integer> layer) {
        double[] wanted = new double[heights.length];
        for (int node : layer) {
            wanted[node] = neighbours.get(node).stream()
                    .mapToDouble(neighbour -> heights[neighbour])
                    .average()
                    .orElse(heights[node]);
        }
        layer.sort(Comparator.comparingDouble(node -> wanted[node]));
        remember(layer);
    }

    private void remember(List<Integer> layer) {
        for (int i = 0; i < layer.size(); i++) heights[layer.get(i)] = (i + 0.5) / layer.size();
    }

    /** How many rows a column may have so that the nodes are shown as large as can be. */
    private int bestRows() {
        int most = layers.stream().mapToInt(List::size).max().orElse(1);
        int best = most;
        double least = Double.MAX_VALUE;
        for (int rows = 1; rows <= most; rows++) {
            // As if the picture were one high.
            double needed = Math.max(heightWith(rows), widthWith(rows) / aspect);
            if (needed < least) {
                least = needed;
                best = rows;
            }
        }
        return best;
    }

    private double heightWith(int rows) {
        return layers.stream()
                .mapToDouble(layer -> heightOf(layer.size(), columns(layer, rows), ROW))
                .max()
                .orElse(0);
    }

    private static double heightOf(int nodes, int columns, double pitch) {
        return (Math.ceilDiv(nodes, columns) - 1) * pitch + Place.HEIGHT + (columns > 1 ? LOWER : 0);
    }

    private double widthWith(int rows) {
        double width = BETWEEN_LAYERS * (layers.size() - 1);
        for (List<Integer> layer : layers) width += widthOf(columns(layer, rows));
        return width;
    }

    private static double widthOf(int columns) {
        return columns * (Place.WIDTH + BETWEEN_COLUMNS) - BETWEEN_COLUMNS;
    }

    private static int columns(List<Integer> layer, int rows) {
        return Math.ceilDiv(layer.size(), rows);
    }

    /** Row by row, so that the order in a layer stays one from top to bottom whatever the number of its columns. */
    private List<Place> positions(int rows) {
        Place[] places = new Place[heights.length];
        double height = heightWith(rows);
        double x = 0;
        for (List<Integer> layer : layers) {
            int columns = columns(layer, rows);
            double width = widthOf(columns);
            double pitch = pitch(layer.size(), columns, height);
            double top = -heightOf(layer.size(), columns, pitch) / 2;
            for (int i = 0; i < layer.size(); i++) {
                int row = i / columns;
                int column = i % columns;
                double before = column * (Place.WIDTH + BETWEEN_COLUMNS);
                double y = top + row * pitch + (column % 2 == 0 ? 0 : LOWER);
                places[layer.get(i)] = new Place(x + before, y, before, width - before - Place.WIDTH);
            }
            x += width + BETWEEN_LAYERS;
        }
        return List.of(places);
    }

    /** A layer of few nodes uses some of the height that a longer one needs, so that its edges lie apart. */
    private static double pitch(int nodes, int columns, double height) {
        return columns > 1 ? ROW : Math.clamp(height / nodes, ROW, WIDEST_ROW);
    }
}
