package dev.karet.web.http;

import dev.karet.engine.query.Value;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.web.http.NaiveRows.Bar;
import dev.karet.web.tables.CellJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A panel, as a document has it and as the plainest program answers it. */
record NaivePanel(JsonTree document, Function<NaiveRows, JsonTree> answer) {

    /** The most slices that a doughnut has. */
    private static final int SLICES = 100;

    /** Stands for where the next page begins. */
    static final JsonTree MORE = new JsonTree.Text("more");

    /** The spellings of countries that rows here have, by the country's letters. */
    static final Map<String, List<String>> COUNTRIES =
            Map.of("DE", List.of("DE", "deu", "276", "Germany"), "FR", List.of("FR", "france"));

    private static Writing panel(String kind) {
        return new Writing().put("kind", kind).put("title", "t");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Function<Map<String, Value>, Value> cell(String column) {
        return row -> row.get(column);
    }

    static NaivePanel kpi(String column, Aggregate aggregate) {
        return new NaivePanel(
                panel("kpi").put("column", column).put("agg", word(aggregate)).object(),
                rows -> new Writing()
                        .put("value", CellJson.of(rows.aggregate(aggregate, Optional.of(column))))
                        .object());
    }

    static NaivePanel mode(String column, String value) {
        return new NaivePanel(
                panel("kpi")
                        .put("column", column)
                        .put("agg", "mode")
                        .put("value_column", value)
                        .object(),
                rows -> {
                    var groups = rows.with(column).groups(List.of(cell(column)));
                    Optional<Bar> most =
                            NaiveRows.ranked(groups, NaiveRows::count).stream().findFirst();
                    Value amount = most.map(bar -> groups.get(bar.keys()).aggregate(Aggregate.SUM, Optional.of(value)))
                            .orElse(new Value.Nothing());
                    return new Writing()
                            .put(
                                    "value",
                                    CellJson.of(most.map(bar -> bar.keys().getFirst())
                                            .orElse(new Value.Nothing())))
                            .put("amount", CellJson.of(amount))
                            .object();
                });
    }

    static NaivePanel doughnut(String by, String value, Aggregate aggregate) {
        return new NaivePanel(
                panel("doughnut")
                        .put("group_by", by)
                        .put("value", value)
                        .put("agg", word(aggregate))
                        .object(),
                rows -> ranked(rows, by, value, aggregate, SLICES));
    }

    static NaivePanel bar(String by, String value, Aggregate aggregate, int limit) {
        return new NaivePanel(
                panel("bar")
                        .put("group_by", by)
                        .put("value", value)
                        .put("agg", word(aggregate))
                        .put("limit", limit)
                        .object(),
                rows -> ranked(rows, by, value, aggregate, limit));
    }

    private static JsonTree ranked(NaiveRows rows, String by, String value, Aggregate aggregate, int limit) {
        TreeMap<List<Value>, NaiveRows> groups = rows.groups(List.of(cell(by)));
        List<Bar> bars = NaiveRows.ranked(groups, group -> group.aggregate(aggregate, Optional.of(value)));
        List<Bar> shown = bars.stream().limit(limit).toList();
        Writing writing = points(shown, bars.size());
        if (shown.size() == bars.size()) return writing.object();
        List<Map<String, Value>> others = new ArrayList<>();
        bars.stream()
                .skip(limit)
                .forEach(bar -> others.addAll(groups.getOrDefault(bar.keys(), new NaiveRows(List.of()))
                        .rows()));
        return writing.put(
                        "other",
                        new Writing()
                                .put("groups", bars.size() - limit)
                                .put(
                                        "value",
                                        CellJson.of(new NaiveRows(others).aggregate(aggregate, Optional.of(value))))
                                .object())
                .object();
    }

    private static Writing points(List<Bar> bars, int groups) {
        return new Writing()
                .put(
                        "points",
                        bars,
                        bar -> new Writing()
                                .put("key", CellJson.of(bar.keys().getFirst()))
                                .put("value", CellJson.of(bar.value()))
                                .object())
                .put("groups", groups);
    }

    static NaivePanel line(String x, Optional<Bin> bin, String y, Aggregate aggregate) {
        Writing document = panel("line").put("x", x).put("y", y).put("agg", word(aggregate));
        bin.ifPresent(span -> document.put("x_bin", word(span)));
        return new NaivePanel(document.object(), rows -> inOrder(rows, x, bin, y, aggregate, Integer.MAX_VALUE));
    }

    static NaivePanel binned(String by, Bin bin, String value, Aggregate aggregate, int limit) {
        Writing document = panel("bar")
                .put("group_by", by)
                .put("x_bin", word(bin))
                .put("value", value)
                .put("agg", word(aggregate))
                .put("limit", limit);
        return new NaivePanel(document.object(), rows -> inOrder(rows, by, Optional.of(bin), value, aggregate, limit));
    }

    private static JsonTree inOrder(
            NaiveRows rows, String x, Optional<Bin> bin, String y, Aggregate aggregate, int limit) {
        Function<Map<String, Value>, Value> cell = cell(x);
        var groups = rows.groups(List.of(
                bin.<Function<Map<String, Value>, Value>>map(span -> row -> NaiveRows.bin(cell.apply(row), span))
                        .orElse(cell)));
        List<Bar> bars = new ArrayList<>();
        groups.forEach((keys, group) -> bars.add(new Bar(keys, group.aggregate(aggregate, Optional.of(y)))));
        return points(bars.subList(Math.max(0, bars.size() - limit), bars.size()), bars.size())
                .object();
    }

    static NaivePanel table(Map<String, String> columns, int size) {
        JsonTree document = panel("table")
                .putTexts("columns", List.copyOf(columns.keySet()))
                .put("page_size", size)
                .object();
        return new NaivePanel(document, rows -> {
            Writing writing = new Writing()
                    .put(
                            "columns",
                            List.copyOf(columns.entrySet()),
                            column -> typed(column).object())
                    .put(
                            "rows",
                            rows.rows().stream().limit(size).toList(),
                            row -> new JsonTree.Arr(columns.keySet().stream()
                                    .map(row::get)
                                    .map(CellJson::of)
                                    .toList()));
            if (rows.rows().size() > size) writing.put("next", MORE);
            return writing.put("total", rows.rows().size()).object();
        });
    }

    private static Writing typed(Map.Entry<String, String> column) {
        return new Writing().put("name", column.getKey()).put("type", column.getValue());
    }

    static NaivePanel summary(Map<String, String> columns) {
        return new NaivePanel(
                panel("summary")
                        .putTexts("columns", List.copyOf(columns.keySet()))
                        .object(),
                rows -> new Writing()
                        .put("total", rows.rows().size())
                        .put("columns", List.copyOf(columns.entrySet()), column -> {
                            boolean isNumber = column.getValue().matches("int64|float64|decimal.*");
                            Value value = isNumber
                                    ? rows.aggregate(Aggregate.SUM, Optional.of(column.getKey()))
                                    : rows.distinct(column.getKey());
                            return typed(column)
                                    .put(isNumber ? "sum" : "distinct", CellJson.of(value))
                                    .object();
                        })
                        .object());
    }

    static NaivePanel symbols(String latitude, String longitude, Optional<String> value, Aggregate aggregate) {
        Writing document = panel("symbol_map")
                .put("lat", latitude)
                .put("lon", longitude)
                .put("value", value)
                .put("agg", word(aggregate));
        return new NaivePanel(document.object(), rows -> {
            var groups = rows.with(latitude).with(longitude).groups(List.of(cell(latitude), cell(longitude)));
            return new Writing()
                    .put(
                            "places",
                            NaiveRows.ranked(groups, group -> group.aggregate(aggregate, value)),
                            bar -> new Writing()
                                    .put("lat", CellJson.of(bar.keys().getFirst()))
                                    .put("lon", CellJson.of(bar.keys().getLast()))
                                    .put("value", CellJson.of(bar.value()))
                                    .object())
                    .put("groups", groups.size())
                    .object();
        });
    }

    /** Its countries by their letters and its other values in order, which the service gives in any. */
    static NaivePanel countries(String column, String value, Aggregate aggregate) {
        Writing document = panel("choropleth_map")
                .put("country", column)
                .put("value", value)
                .put("agg", word(aggregate));
        return new NaivePanel(document.object(), rows -> {
            List<JsonTree> points = new ArrayList<>();
            new TreeMap<>(COUNTRIES).forEach((letters, spellings) -> {
                NaiveRows there =
                        rows.where(row -> spellings.contains(row.get(column).spelled()));
                if (there.rows().isEmpty()) return;
                points.add(new Writing()
                        .put("key", letters)
                        .put("value", CellJson.of(there.aggregate(aggregate, Optional.of(value))))
                        .put("name", letters.equals("DE") ? "Germany" : "France")
                        .put("numeric", letters.equals("DE") ? "276" : "250")
                        .object());
            });
            var groups = rows.groups(List.of(cell(column)));
            List<Value> others = groups.keySet().stream()
                    .map(List::getFirst)
                    .filter(key -> !NaiveRows.isNull(key))
                    .filter(key -> COUNTRIES.values().stream().noneMatch(all -> all.contains(key.spelled())))
                    .toList();
            return new Writing()
                    .put("points", new JsonTree.Arr(points))
                    .put("groups", groups.size())
                    .put("unmatched", others, CellJson::of)
                    .object();
        });
    }

    static NaivePanel sankey(List<List<String>> flows, String value) {
        List<JsonTree> documents = new ArrayList<>();
        for (List<String> flow : flows) {
            documents.add(new Writing()
                    .put("from", flow.getFirst())
                    .put("to", flow.getLast())
                    .put("value", value)
                    .object());
        }
        return new NaivePanel(
                panel("sankey").put("flows", new JsonTree.Arr(documents)).object(), rows -> links(rows, flows, value));
    }

    private static JsonTree links(NaiveRows rows, List<List<String>> flows, String value) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<JsonTree> nodes = new ArrayList<>();
        List<JsonTree> links = new ArrayList<>();
        for (int flow = 0; flow < flows.size(); flow++) {
            String from = flows.get(flow).getFirst();
            String to = flows.get(flow).getLast();
            var groups = rows.with(from).with(to).groups(List.of(cell(from), cell(to)));
            for (Bar bar : NaiveRows.ranked(groups, group -> group.aggregate(Aggregate.SUM, Optional.of(value)))) {
                links.add(new Writing()
                        .put("flow", flow)
                        .put("from", node(bar.keys().getFirst(), places, nodes))
                        .put("to", node(bar.keys().getLast(), places, nodes))
                        .put("value", CellJson.of(bar.value()))
                        .object());
            }
        }
        return new Writing()
                .put("nodes", new JsonTree.Arr(nodes))
                .put("links", new JsonTree.Arr(links))
                .put("groups", links.size())
                .object();
    }

    private static int node(Value value, Map<String, Integer> places, List<JsonTree> nodes) {
        String name = value.spelled();
        if (!places.containsKey(name)) {
            places.put(name, nodes.size());
            nodes.add(new Writing()
                    .put("value", CellJson.of(value))
                    .put("label", name)
                    .object());
        }
        return places.getOrDefault(name, -1);
    }
}
