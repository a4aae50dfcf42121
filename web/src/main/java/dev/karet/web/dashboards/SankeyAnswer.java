package dev.karet.web.dashboards;

import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Grouping.Function;
import dev.karet.engine.query.Grouping.Measure;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Groups.Group;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Value;
import dev.karet.model.dashboard.Panel;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.tables.CellJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What flows where. Flows join where their values are spelled alike. For one answer. */
record SankeyAnswer(AskedTable table, Panel.Sankey sankey, RowPredicate where, int mostLinks) {

    JsonTree json() {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<JsonTree> nodes = new ArrayList<>();
        List<JsonTree> links = new ArrayList<>();
        long total = 0;
        for (int flow = 0; flow < sankey.flows().size(); flow++) {
            Groups groups = groups(sankey.flows().get(flow));
            total += groups.total();
            for (Group group : groups.groups()) {
                links.add(new Writing()
                        .put("flow", flow)
                        .put("from", node(group.keys().getFirst(), places, nodes))
                        .put("to", node(group.keys().getLast(), places, nodes))
                        .put("value", CellJson.of(group.measures().getFirst()))
                        .object());
            }
        }
        return new Writing()
                .put("nodes", new JsonTree.Arr(nodes))
                .put("links", new JsonTree.Arr(links))
                .put("groups", PanelAnswers.whole(total))
                .object();
    }

    private int node(Value value, Map<String, Integer> places, List<JsonTree> nodes) {
        String spelled = value.spelled();
        return places.computeIfAbsent(spelled, name -> {
            nodes.add(new Writing()
                    .put("value", CellJson.of(value))
                    .put("label", sankey.labels().getOrDefault(name, name))
                    .object());
            return nodes.size() - 1;
        });
    }

    private Groups groups(Panel.Flow flow) {
        ColumnSchema from = table.column(flow.from());
        ColumnSchema to = table.column(flow.to());
        Function function = switch (flow.aggregate()) {
            case SUM -> Function.SUM;
            case ABS_SUM -> Function.ABS_SUM;
            case COUNT -> Function.COUNT;
        };
        ColumnSchema value = function == Function.COUNT ? table.column(flow.value()) : table.numeric(flow.value());
        RowPredicate both = new RowPredicate.All(List.of(where, new WhereReader(table).all(flow.where())));
        return table.groups(new Grouping(
                List.of(PanelAnswers.key(from.name()), PanelAnswers.key(to.name())),
                List.of(new Measure(function, Optional.of(value.name()))),
                PanelAnswers.present(PanelAnswers.present(both, from), to),
                Grouping.Order.LARGEST,
                mostLinks));
    }
}
