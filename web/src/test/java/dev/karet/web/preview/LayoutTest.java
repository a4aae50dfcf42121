package dev.karet.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.templates.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    private static final double ASPECT = 16.0 / 9;

    private static Layout anew(Graph graph) {
        return Layout.of(graph, Map.of(), ASPECT);
    }

    private static boolean overlap(Place one, Place other) {
        return Math.abs(one.x() - other.x()) < Place.WIDTH && Math.abs(one.y() - other.y()) < Place.HEIGHT;
    }

    private static void assertThatNoTwoOverlap(List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                assertThat(overlap(places.get(i), places.get(j)))
                        .as(i + " and " + j)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 60})
    void noTwoNodesOverlapAndEdgesRunFromLeftToRight(int count) {
        Graph graph = Graph.of(Pipelines.ofEach(count, "Name ", Map.of()));
        Layout layout = anew(graph);

        assertThatNoTwoOverlap(layout.places());
        assertThat(graph.edges())
                .hasSize(3 * count)
                .allSatisfy(edge -> assertThat(layout.places().get(edge.to()).x())
                        .isGreaterThan(layout.places().get(edge.from()).x() + Place.WIDTH));
    }

    @Test
    void aLongLayerStandsInSeveralColumnsSoThatItsNodesStayLarge() {
        Layout layout = anew(Graph.of(Pipelines.ofEach(60, "Name ", Map.of())));

        assertThat(layout.width() / layout.height()).isBetween(ASPECT / 2, ASPECT * 2);
    }

    @Test
    void connectedNodesStandBesideEachOther() {
        Graph graph = Graph.of(Pipelines.ofEach(3, "Name ", Map.of()));
        Layout layout = anew(graph);

        // Mapping 2 is above or below mapping 0 as its table is above or below the other's.
        int mapping0 = index(graph, "m0");
        int mapping2 = index(graph, "m2");
        double mappings = y(layout, mapping2) - y(layout, mapping0);
        double tables = y(layout, index(graph, "t2")) - y(layout, index(graph, "t0"));
        assertThat(Math.signum(mappings)).isEqualTo(Math.signum(tables));
    }

    private static double y(Layout layout, int node) {
        return layout.places().get(node).y();
    }

    private static int index(Graph graph, String id) {
        return graph.nodes().stream().map(Graph.Node::id).toList().indexOf(id);
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void theTemplatesOwnPlacesAreTakenAsTheyAreAndDoNotOverlap(Template template) {
        PipelineConfig config = Pipelines.of(template);
        Graph graph = Graph.of(config);
        Layout layout = Layout.of(graph, config.layout(), ASPECT);

        for (int i = 0; i < graph.nodes().size(); i++) {
            var saved = config.layout().get(graph.nodes().get(i).id());
            assertThat(layout.places().get(i)).isEqualTo(new Place(saved.x(), saved.y()));
        }
        assertThatNoTwoOverlap(layout.places());
    }

    @Test
    void nodesWithoutAPlaceGoBelowTheOthers() {
        Graph graph = Graph.of(Pipelines.ofEach(2, "Name ", Map.of()));
        Layout layout = Layout.of(graph, Map.of("s0", Pipelines.at(10, 20), "t0", Pipelines.at(500, 300)), ASPECT);

        assertThatNoTwoOverlap(layout.places());
        assertThat(layout.places().get(index(graph, "s0"))).isEqualTo(new Place(10, 20));
        assertThat(y(layout, index(graph, "m0"))).isGreaterThan(300 + Place.HEIGHT);
    }

    @Test
    void whatNoPictureCouldShowIsCounted() {
        Graph graph = Graph.of(Pipelines.ofEach(2_500, "Name ", Map.of()));

        assertThat(graph.nodes().size() + graph.left()).isEqualTo(10_000);
        assertThat(graph.nodes()).hasSize(4 * Graph.MOST_NODES);
    }
}
