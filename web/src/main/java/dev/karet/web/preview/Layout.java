package dev.karet.web.preview;

import dev.karet.model.pipeline.PipelineConfig.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the nodes of a graph stand, and what part of the plane they fill. Immutable. */
record Layout(List<Place> places, double left, double top, double width, double height) {

    /** Beyond this no editor was ever scrolled; such a number is a mistake. */
    private static final double FARTHEST = 1e6;

    private static final double BELOW = 80;

    Layout {
        places = List.copyOf(places);
    }

    /**
     * As the author has laid it out. Nodes without a place are put below the others. Where the author's places would leave the nodes hardly
     * visible, the graph is laid out anew.
     *
     * @param aspect the picture's width by its height
     */
    static Layout of(Graph graph, Map<String, Position> saved, double aspect) {
        Layout anew = around(LayeredLayout.places(graph, aspect));
        List<@Nullable Place> known = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) known.add(place(saved.get(node.id())));
        if (known.stream().noneMatch(place -> place != null)) return anew;
        Layout asSaved = around(completed(graph, known, aspect));
        return asSaved.height(aspect) > 4 * anew.height(aspect) + 2_000 ? anew : asSaved;
    }

    /** How high a picture of {@code aspect} around it is. */
    private double height(double aspect) {
        return Math.max(height, width / aspect);
    }

    private static @Nullable Place place(@Nullable Position position) {
        if (position == null) return null;
        boolean sound = Math.abs(position.x()) <= FARTHEST && Math.abs(position.y()) <= FARTHEST;
        return sound ? new Place(position.x(), position.y()) : null;
    }

    private static List<Place> completed(Graph graph, List<@Nullable Place> known, double aspect) {
        List<Place> placed = new ArrayList<>();
        List<Graph.Node> unplaced = new ArrayList<>();
        Map<Integer, Integer> indexes = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            Place place = known.get(i);
            if (place != null) {
                placed.add(place);
            } else {
                indexes.put(i, unplaced.size());
                unplaced.add(graph.nodes().get(i));
            }
        }
        if (unplaced.isEmpty()) return placed;
        List<Graph.Edge> edges = graph.edges().stream()
                .filter(edge -> indexes.containsKey(edge.from()) && indexes.containsKey(edge.to()))
                .map(edge -> new Graph.Edge(
                        indexes.getOrDefault(edge.from(), 0), indexes.getOrDefault(edge.to(), 0), edge.asked()))
                .toList();
        Layout above = around(placed);
        Layout rest = around(LayeredLayout.places(new Graph(unplaced, edges, 0), aspect));
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Place place = known.get(i);
            if (place == null) {
                place = rest.places()
                        .get(indexes.getOrDefault(i, 0))
                        .movedBy(above.left - rest.left, above.top + above.height + BELOW - rest.top);
            }
            all.add(place);
        }
        return all;
    }

    private static Layout around(List<Place> places) {
        double left = places.stream().mapToDouble(Place::x).min().orElse(0);
        double top = places.stream().mapToDouble(Place::y).min().orElse(0);
        double right = places.stream().mapToDouble(Place::x).max().orElse(0) + Place.WIDTH;
        double bottom = places.stream().mapToDouble(Place::y).max().orElse(0) + Place.HEIGHT;
        return new Layout(places, left, top, right - left, bottom - top);
    }
}
