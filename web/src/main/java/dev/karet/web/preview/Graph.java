package dev.karet.web.preview;

import dev.karet.model.expr.Expr;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The nodes and edges of a pipeline, as many as a picture can show. Immutable.
 *
 * @param left how many nodes were left out
 */
record Graph(List<Node> nodes, List<Edge> edges, int left) {

    /** Of each kind. More could not be told apart, and drawing them would cost. */
    static final int MOST_NODES = 400;

    private static final int MOST_EDGES = 1_000;
    private static final int MOST_EXPRESSION_NODES = 200_000;

    Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** @param detail what stands under the name */
    record Node(String id, Kind kind, String name, String detail) {}

    /**
     * Between two nodes, by their index.
     *
     * @param asked whether {@code to} asks the lookup {@code from}, rather than rows flowing
     */
    record Edge(int from, int to, boolean asked) {}

    static Graph of(PipelineConfig config) {
        return new Reader(config).graph();
    }

    private static final class Reader {

        private final PipelineConfig config;
        private final List<Node> nodes = new ArrayList<>();
        private final Map<Kind, Map<String, Integer>> byId = new EnumMap<>(Kind.class);
        private final Set<Edge> edges = new LinkedHashSet<>();
        private int left;
        private int expressionNodes;

        Reader(PipelineConfig config) {
            this.config = config;
        }

        Graph graph() {
            config.sourceContainers()
                    .forEach(source -> add(
                            Kind.SOURCE,
                            source.id(),
                            source.name(),
                            count(source.schema().size(), "column")));
            config.lookupMappings()
                    .forEach(lookup -> add(
                            Kind.LOOKUP,
                            lookup.id(),
                            lookup.name().orElse(lookup.id()),
                            count(lookup.rows().size(), "row")));
            config.mappings()
                    .forEach(mapping -> add(
                            Kind.MAPPING,
                            mapping.id(),
                            mapping.name().orElse(mapping.id()),
                            count(mapping.columns().size(), "column")));
            config.analyticTables()
                    .forEach(table -> add(
                            Kind.TABLE,
                            table.id(),
                            table.name(),
                            count(table.schema().size(), "column")));
            config.mappings().forEach(this::connect);
            return new Graph(nodes, List.copyOf(edges), left);
        }

        private void add(Kind kind, String id, String name, String detail) {
            Map<String, Integer> ofKind = byId.computeIfAbsent(kind, _ -> new HashMap<>());
            if (ofKind.size() >= MOST_NODES) {
                left++;
            } else if (ofKind.putIfAbsent(id, nodes.size()) == null) {
                nodes.add(new Node(id, kind, name.isBlank() ? id : name, kind.word() + " · " + detail));
            }
        }

        private void connect(Mapping mapping) {
            Optional<Integer> here = find(Kind.MAPPING, mapping.id());
            if (here.isEmpty()) return;
            find(Kind.SOURCE, mapping.sourceContainerId())
                    .ifPresent(source -> connect(new Edge(source, here.get(), false)));
            find(Kind.TABLE, mapping.analyticTableId()).ifPresent(table -> connect(new Edge(here.get(), table, false)));
            mapping.columns().forEach(column -> lookups(column.expr(), here.get()));
        }

        /** The lookups that {@code expr} asks; a child stands for its topmost parent. */
        private void lookups(Expr expr, int mapping) {
            Deque<Expr> open = new ArrayDeque<>(List.of(expr));
            while (!open.isEmpty() && expressionNodes < MOST_EXPRESSION_NODES) {
                Expr next = open.pop();
                expressionNodes++;
                if (next instanceof Expr.LookupRef(var path, var _)) {
                    int dot = path.indexOf('.');
                    find(Kind.LOOKUP, dot < 0 ? path : path.substring(0, dot))
                            .ifPresent(lookup -> connect(new Edge(lookup, mapping, true)));
                }
                next.children().forEach(open::push);
            }
        }

        private void connect(Edge edge) {
            if (edges.size() < MOST_EDGES) edges.add(edge);
        }

        private Optional<Integer> find(Kind kind, String id) {
            return Optional.ofNullable(byId.getOrDefault(kind, Map.of()).get(id));
        }

        private static String count(int number, String thing) {
            return number + " " + thing + (number == 1 ? "" : "s");
        }
    }
}
