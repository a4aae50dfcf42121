package dev.karet.web.dashboards;

import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Grouping.Function;
import dev.karet.engine.query.Grouping.Measure;
import dev.karet.engine.query.Grouping.Order;
import dev.karet.engine.query.Grouping.Span;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.Groups.Group;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.TableQueries;
import dev.karet.engine.query.Value;
import dev.karet.model.dashboard.Panel;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.tables.CellJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What panels show, as JSON. For one answer. */
record PanelAnswers(AskedTable table, PanelFilters filters, DashboardQuestion question) {

    private static final int MOST_SLICES = 100;
    private static final int MOST_BARS = 1_000;
    private static final int MOST_MOMENTS = 5_000;
    private static final int MOST_PLACES = 5_000;
    private static final int MOST_LINKS = 200;
    private static final int MOST_OPTIONS = 1_000;
    private static final Measure ROWS = new Measure(Function.COUNT, Optional.empty());

    /** @throws PanelFailed when there is nothing to show */
    JsonTree of(int index, Panel panel) {
        RowPredicate where = filters.of(OptionalInt.of(index));
        return switch (panel) {
            case Panel.Kpi kpi -> kpi(kpi, where, index);
            case Panel.Doughnut(var _, var groupBy, var value, var aggregate) ->
                ranked(groupBy, measure(aggregate, value), where, MOST_SLICES);
            case Panel.Line(var _, var x, var bin, var y, var aggregate) ->
                inOrder(x, bin, measure(aggregate, y), where, MOST_MOMENTS);
            case Panel.Bar bar -> bar(bar, where);
            case Panel.Table rows -> rows(rows, where, index);
            case Panel.Summary summary -> summary(summary, where);
            case Panel.SymbolMap map -> places(map, where);
            case Panel.ChoroplethMap map -> countries(map, where);
            case Panel.Sankey sankey -> new SankeyAnswer(table, sankey, where, MOST_LINKS).json();
        };
    }

    /** The values of a dropdown. */
    Writing options(String column) {
        table.column(column);
        Groups groups = table.groups(
                grouping(List.of(key(column)), ROWS, filters.withoutChoiceOf(column), Order.LARGEST, MOST_OPTIONS));
        return new Writing()
                .put("column", column)
                .put(
                        "values",
                        groups.groups(),
                        group -> new Writing()
                                .put("value", CellJson.of(group.keys().getFirst()))
                                .put("rows", CellJson.of(group.measures().getFirst()))
                                .object())
                .put("total", whole(groups.total()));
    }

    private JsonTree kpi(Panel.Kpi kpi, RowPredicate where, int index) {
        Writing writing = new Writing();
        if (kpi.aggregate() != Aggregate.MODE) {
            Measure measure = measure(kpi.aggregate(), kpi.column());
            writing.put("value", CellJson.of(single(measure, where)));
            question.compare()
                    .ifPresent(period ->
                            writing.put("previous", CellJson.of(single(measure, filters.in(period, index)))));
            return writing.object();
        }
        Optional<Group> most = mode(kpi, where);
        writing.put(
                "value", CellJson.of(most.map(group -> group.keys().getFirst()).orElse(new Value.Nothing())));
        if (kpi.valueColumn().isPresent()) {
            writing.put(
                    "amount",
                    CellJson.of(most.map(group -> group.measures().getLast()).orElse(new Value.Nothing())));
        }
        question.compare()
                .ifPresent(period -> writing.put(
                        "previous",
                        CellJson.of(mode(kpi, filters.in(period, index))
                                .map(group -> group.keys().getFirst())
                                .orElse(new Value.Nothing()))));
        return writing.object();
    }

    /** Null is no value that could be the most frequent one. */
    private Optional<Group> mode(Panel.Kpi kpi, RowPredicate where) {
        ColumnSchema column = table.column(kpi.column());
        List<Measure> measures = new ArrayList<>(List.of(ROWS));
        kpi.valueColumn().ifPresent(value -> measures.add(measure(Aggregate.SUM, value)));
        return table
                .groups(new Grouping(List.of(key(column.name())), measures, present(where, column), Order.LARGEST, 1))
                .groups()
                .stream()
                .findFirst();
    }

    private Value single(Measure measure, RowPredicate where) {
        return table.groups(grouping(List.of(), measure, where, Order.LATEST, 1))
                .groups()
                .getFirst()
                .measures()
                .getFirst();
    }

    private JsonTree bar(Panel.Bar bar, RowPredicate where) {
        Measure measure = measure(bar.aggregate(), bar.value());
        int limit = Math.clamp(bar.limit().orElse(MOST_BARS), 1, MOST_BARS);
        return bar.bin().isPresent()
                ? inOrder(bar.groupBy(), bar.bin(), measure, where, bar.limit().isPresent() ? limit : MOST_MOMENTS)
                : ranked(bar.groupBy(), measure, where, limit);
    }

    /** The largest groups, and all others as one: asked for again, since an average of averages would be none. */
    private JsonTree ranked(String groupBy, Measure measure, RowPredicate where, int limit) {
        ColumnSchema column = table.column(groupBy);
        Groups groups = table.groups(grouping(List.of(key(groupBy)), measure, where, Order.LARGEST, limit));
        Writing writing = points(groups);
        if (groups.total() > groups.groups().size()) {
            List<Value> shown = groups.groups().stream()
                    .map(group -> group.keys().getFirst())
                    .toList();
            RowPredicate others =
                    new RowPredicate.All(List.of(where, new RowPredicate.Not(PanelFilters.oneOfValues(column, shown))));
            writing.put(
                    "other",
                    new Writing()
                            .put("groups", whole(groups.total() - shown.size()))
                            .put("value", CellJson.of(single(measure, others)))
                            .object());
        }
        return writing.object();
    }

    private JsonTree inOrder(String x, Optional<Bin> bin, Measure measure, RowPredicate where, int limit) {
        ColumnSchema column = table.column(x);
        if (bin.isPresent() && column.type() != Simple.DATE && column.type() != Simple.TIMESTAMP) {
            throw new PanelFailed(
                    "wrong_column_type",
                    "Only dates and timestamps fall into days, weeks, months and years.",
                    Optional.of("Choose another column, or no bin."));
        }
        Grouping.Key key = new Grouping.Key(x, bin.map(PanelAnswers::span));
        return points(table.groups(grouping(List.of(key), measure, where, Order.LATEST, limit)))
                .object();
    }

    private static Writing points(Groups groups) {
        return new Writing()
                .put(
                        "points",
                        groups.groups(),
                        group -> new Writing()
                                .put("key", CellJson.of(group.keys().getFirst()))
                                .put("value", CellJson.of(group.measures().getFirst()))
                                .object())
                .put("groups", whole(groups.total()));
    }

    private JsonTree rows(Panel.Table panel, RowPredicate where, int index) {
        List<ColumnSchema> columns = panel.columns().stream().map(table::column).toList();
        int limit = Math.clamp(panel.pageSize(), 1, TableQueries.LARGEST_PAGE);
        Optional<String> after = question.pages().stream()
                .filter(page -> page.panel() == index)
                .map(DashboardQuestion.Page::after)
                .findFirst();
        AskedTable.Page page = columns.isEmpty()
                ? new AskedTable.Page(List.of(), Optional.empty())
                : table.rows(panel.columns(), where, after, limit);
        return new Writing()
                .put("columns", columns, column -> typed(column).object())
                .put(
                        "rows",
                        page.rows(),
                        row -> new JsonTree.Arr(row.stream().map(CellJson::of).toList()))
                .put("next", page.next())
                .put("total", CellJson.of(single(ROWS, where)))
                .object();
    }

    private JsonTree summary(Panel.Summary panel, RowPredicate where) {
        List<ColumnSchema> columns = panel.columns().stream().map(table::column).toList();
        List<Measure> measures = new ArrayList<>(List.of(ROWS));
        for (ColumnSchema column : columns) {
            Function function = column.type().isNumeric() ? Function.SUM : Function.DISTINCT;
            measures.add(new Measure(function, Optional.of(column.name())));
        }
        List<Value> values = table.groups(new Grouping(List.of(), measures, where, Order.LATEST, 1))
                .groups()
                .getFirst()
                .measures();
        List<JsonTree> shown = new ArrayList<>();
        for (ColumnSchema column : columns) {
            JsonTree value = CellJson.of(values.get(shown.size() + 1));
            shown.add(typed(column)
                    .put(column.type().isNumeric() ? "sum" : "distinct", value)
                    .object());
        }
        return new Writing()
                .put("total", CellJson.of(values.getFirst()))
                .put("columns", new JsonTree.Arr(shown))
                .object();
    }

    private JsonTree places(Panel.SymbolMap map, RowPredicate where) {
        ColumnSchema latitude = table.numeric(map.latitude());
        ColumnSchema longitude = table.numeric(map.longitude());
        Measure measure =
                map.value().map(value -> measure(map.aggregate(), value)).orElse(ROWS);
        Groups groups = table.groups(grouping(
                List.of(key(latitude.name()), key(longitude.name())),
                measure,
                present(present(where, latitude), longitude),
                Order.LARGEST,
                MOST_PLACES));
        return new Writing()
                .put(
                        "places",
                        groups.groups(),
                        group -> new Writing()
                                .put("lat", CellJson.of(group.keys().getFirst()))
                                .put("lon", CellJson.of(group.keys().getLast()))
                                .put("value", CellJson.of(group.measures().getFirst()))
                                .object())
                .put("groups", whole(groups.total()))
                .object();
    }

    /** The rows of a country may spell it in several ways, so each is asked for by all of its spellings. */
    private JsonTree countries(Panel.ChoroplethMap map, RowPredicate where) {
        ColumnSchema column = table.column(map.country());
        Measure measure =
                map.value().map(value -> measure(map.aggregate(), value)).orElse(ROWS);
        Groups groups = table.groups(grouping(List.of(key(column.name())), measure, where, Order.LARGEST, MOST_PLACES));
        Map<Countries.Country, List<Group>> found = new LinkedHashMap<>();
        List<Value> unmatched = new ArrayList<>();
        for (Group group : groups.groups()) {
            Value key = group.keys().getFirst();
            Countries.of(key.spelled())
                    .ifPresentOrElse(
                            country -> found.computeIfAbsent(country, _ -> new ArrayList<>())
                                    .add(group),
                            () -> {
                                if (!(key instanceof Value.Nothing)) unmatched.add(key);
                            });
        }
        List<JsonTree> points = new ArrayList<>();
        found.forEach((country, spellings) -> points.add(new Writing()
                .put("key", country.alpha2())
                .put("value", CellJson.of(together(column, spellings, measure, where)))
                .put("name", country.name())
                .put("numeric", country.numeric())
                .object()));
        return new Writing()
                .put("points", new JsonTree.Arr(points))
                .put("groups", whole(groups.total()))
                .put("unmatched", unmatched.stream().limit(MOST_SLICES).toList(), CellJson::of)
                .object();
    }

    private Value together(ColumnSchema column, List<Group> spellings, Measure measure, RowPredicate where) {
        if (spellings.size() == 1) return spellings.getFirst().measures().getFirst();
        List<Value> keys =
                spellings.stream().map(group -> group.keys().getFirst()).toList();
        return single(measure, new RowPredicate.All(List.of(where, PanelFilters.oneOfValues(column, keys))));
    }

    private Measure measure(Aggregate aggregate, String column) {
        Function function = switch (aggregate) {
            case SUM -> Function.SUM;
            case COUNT -> Function.COUNT;
            case AVG -> Function.AVG;
            case MIN -> Function.MIN;
            case MAX -> Function.MAX;
            case MODE ->
                throw new PanelFailed("bad_aggregate", "Only a KPI shows a most frequent value.", Optional.empty());
        };
        boolean isSum = function == Function.SUM || function == Function.AVG;
        return new Measure(function, Optional.of((isSum ? table.numeric(column) : table.column(column)).name()));
    }

    private static Grouping grouping(
            List<Grouping.Key> keys, Measure measure, RowPredicate where, Order order, int limit) {
        return new Grouping(keys, List.of(measure), where, order, limit);
    }

    static Grouping.Key key(String column) {
        return new Grouping.Key(column, Optional.empty());
    }

    static RowPredicate present(RowPredicate where, ColumnSchema column) {
        return new RowPredicate.All(List.of(where, PanelFilters.cell(column, new Condition.IsNotNull())));
    }

    private static Writing typed(ColumnSchema column) {
        return new Writing()
                .put("name", column.name())
                .put("type", column.type().label());
    }

    private static Span span(Bin bin) {
        return switch (bin) {
            case DAY -> Span.DAY;
            case WEEK -> Span.WEEK;
            case MONTH -> Span.MONTH;
            case YEAR -> Span.YEAR;
        };
    }

    static JsonTree whole(long number) {
        return new JsonTree.Num(Long.toString(number));
    }
}
