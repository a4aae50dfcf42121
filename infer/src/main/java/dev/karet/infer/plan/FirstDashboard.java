package dev.karet.infer.plan;

import dev.karet.infer.Detection.Column;
import dev.karet.infer.Detection.Role;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dashboard to begin with: how much, how it went over time, what it is made of, and the rows. Pure. */
final class FirstDashboard {

    private static final int MOST_COLUMNS = 12;

    private FirstDashboard() {}

    static JsonTree of(String table, String name, List<Column> columns) {
        Optional<Column> date = first(columns, Role.DATE);
        Optional<Column> amount = first(columns, Role.AMOUNT).or(() -> first(columns, Role.MEASURE));
        List<Column> groups = columns.stream()
                .filter(column -> column.role() == Role.CATEGORY && column.distinct() > 1)
                .limit(2)
                .toList();
        String any = columns.getFirst().name();
        String value = amount.map(Column::name).orElse(any);
        String aggregate = amount.isPresent() ? "sum" : "count";
        List<JsonTree> panels = new ArrayList<>();
        panels.add(kpi("Rows", any, "count"));
        amount.ifPresent(column -> panels.add(kpi("Total " + title(column), column.name(), "sum")));
        date.ifPresent(column -> panels.add(panel("line", title(column), "1 / -1")
                .put("x", column.name())
                .put("x_bin", "month")
                .put("y", value)
                .put("agg", aggregate)
                .object()));
        for (int i = 0; i < groups.size(); i++) {
            boolean few = groups.get(i).distinct() <= 8;
            Writing panel = panel(few ? "doughnut" : "bar", "By " + title(groups.get(i)), "span 2")
                    .put("group_by", groups.get(i).name())
                    .put("value", value)
                    .put("agg", aggregate);
            if (!few) panel.put("limit", 10);
            panels.add(panel.object());
        }
        first(columns, Role.COUNTRY)
                .filter(column -> column.reading().type() == Simple.TEXT)
                .ifPresent(column -> panels.add(panel("choropleth_map", "By country", "span 2")
                        .put("country", column.name())
                        .put("value", value)
                        .put("agg", aggregate)
                        .object()));
        Optional<Column> latitude = first(columns, Role.LATITUDE);
        Optional<Column> longitude = first(columns, Role.LONGITUDE);
        if (latitude.isPresent() && longitude.isPresent()) {
            panels.add(panel("symbol_map", "Places", "span 2")
                    .put("lat", latitude.get().name())
                    .put("lon", longitude.get().name())
                    .put("agg", "count")
                    .object());
        }
        panels.add(panel("table", "Rows", "1 / -1")
                .putTexts(
                        "columns",
                        columns.stream().limit(MOST_COLUMNS).map(Column::name).toList())
                .object());
        List<JsonTree> filters = new ArrayList<>();
        date.ifPresent(column -> filters.add(filter("date_range", column)));
        groups.forEach(column -> filters.add(filter("dropdown", column)));
        return new Writing()
                .put("id", table)
                .put("name", name)
                .put("analytic_table_id", table)
                .put("filters", new JsonTree.Arr(filters))
                .put("panels", new JsonTree.Arr(panels))
                .put("layout", new Writing().put("columns", 4).object())
                .object();
    }

    private static Optional<Column> first(List<Column> columns, Role role) {
        return columns.stream().filter(column -> column.role() == role).findFirst();
    }

    private static JsonTree kpi(String title, String column, String aggregate) {
        return new Writing()
                .put("kind", "kpi")
                .put("title", title)
                .put("column", column)
                .put("agg", aggregate)
                .put("format", "number")
                .object();
    }

    private static Writing panel(String kind, String title, String place) {
        return new Writing()
                .put("kind", kind)
                .put("title", title)
                .put("grid", new Writing().put("gridColumn", place).object());
    }

    private static JsonTree filter(String kind, Column column) {
        return new Writing()
                .put("kind", kind)
                .put("column", column.name())
                .put("label", title(column))
                .object();
    }

    private static String title(Column column) {
        return column.header().isBlank() ? column.name() : column.header().strip();
    }
}
