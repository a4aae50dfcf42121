package dev.karet.infer.plan;

import dev.karet.infer.Detection.Column;
import dev.karet.infer.Detection.Role;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A dashboard to begin with: how much, how it went over time, what it is made of, and the rows. Pure. */
final class FirstDashboard {

    private static final int MOST_COLUMNS = 12;
    private static final int MOST_BARS = 10;
    /** Values that a doughnut still tells apart. */
    private static final int FEW = 8;

    private static final int FEW_MONTHS = 92;
    private static final int MANY_YEARS = 12 * 365;
    private static final int ISO_DAY = 10;
    private static final String WIDE = "1 / -1";
    private static final String HALF = "span 6";
    private static final String QUARTER = "span 3";

    private FirstDashboard() {}

    /** What a dashboard says of the column that matters most. */
    private record Figure(Column column, String aggregate, String word) {}

    static JsonTree of(String table, String name, List<Column> columns) {
        Optional<Column> date = first(columns, Role.DATE);
        Optional<Figure> figure = figure(columns);
        List<Column> groups = columns.stream()
                .filter(column -> column.role() == Role.CATEGORY && column.distinct() > 1)
                .limit(2)
                .toList();
        String any = columns.getFirst().name();
        String value = figure.map(each -> each.column().name()).orElse(any);
        String aggregate = figure.map(Figure::aggregate).orElse("count");
        String what = figure.map(each -> each.word() + " " + lower(title(each.column())))
                .orElse("Rows");
        List<JsonTree> panels = new ArrayList<>(tiles(any, figure));
        date.ifPresent(column -> panels.add(panel("line", what + " by " + bin(column), WIDE)
                .put("x", column.name())
                .put("x_bin", bin(column))
                .put("y", value)
                .put("agg", aggregate)
                .object()));
        for (Column group : groups) {
            boolean few = group.distinct() <= FEW;
            // Shares of an average say nothing: what is divided then is the rows.
            boolean rows = few && aggregate.equals("avg");
            String title = (rows ? "Rows" : what) + " by " + lower(title(group));
            Writing panel = panel(few ? "doughnut" : "bar", title, groups.size() > 1 ? HALF : WIDE)
                    .put("group_by", group.name())
                    .put("value", value)
                    .put("agg", rows ? "count" : aggregate);
            if (!few) panel.put("limit", MOST_BARS);
            panels.add(panel.object());
        }
        first(columns, Role.COUNTRY)
                .filter(column -> column.reading().type() == Simple.TEXT)
                .ifPresent(column -> panels.add(panel("choropleth_map", what + " by country", HALF)
                        .put("country", column.name())
                        .put("value", value)
                        .put("agg", aggregate)
                        .object()));
        Optional<Column> latitude = numeric(columns, Role.LATITUDE);
        Optional<Column> longitude = numeric(columns, Role.LONGITUDE);
        if (latitude.isPresent() && longitude.isPresent()) {
            panels.add(panel("symbol_map", "Places", HALF)
                    .put("lat", latitude.get().name())
                    .put("lon", longitude.get().name())
                    .put("agg", "count")
                    .object());
        }
        panels.add(panel("table", "All rows", WIDE)
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
                .put(
                        "layout",
                        new Writing().put("columns", 12).put("gap", "16px").object())
                .object();
    }

    /** Amounts are added up; of other measures, such as temperatures, a sum says nothing and the average does. */
    private static Optional<Figure> figure(List<Column> columns) {
        return numeric(columns, Role.AMOUNT)
                .map(column -> new Figure(column, "sum", "Total"))
                .or(() -> numeric(columns, Role.MEASURE).map(column -> new Figure(column, "avg", "Average")));
    }

    private static List<JsonTree> tiles(String any, Optional<Figure> figure) {
        List<JsonTree> tiles = new ArrayList<>();
        tiles.add(kpi("Rows", any, "count", "chart"));
        figure.ifPresent(each -> {
            String column = each.column().name();
            String named = lower(title(each.column()));
            if (each.aggregate().equals("sum")) tiles.add(kpi("Total " + named, column, "sum", "dollar"));
            tiles.add(kpi("Average " + named, column, "avg", "shapes"));
            if (each.aggregate().equals("avg")) tiles.add(kpi("Lowest " + named, column, "min", "shapes"));
            tiles.add(kpi("Highest " + named, column, "max", "shapes"));
        });
        return tiles;
    }

    /** How wide the steps of a trend are, so that it has neither a handful of points nor thousands. */
    private static String bin(Column date) {
        long days = date.min()
                .flatMap(FirstDashboard::day)
                .flatMap(from -> date.max().flatMap(FirstDashboard::day).map(to -> ChronoUnit.DAYS.between(from, to)))
                .orElse(0L);
        if (days > MANY_YEARS) return "year";
        return days > FEW_MONTHS ? "month" : "day";
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.length() > ISO_DAY ? text.substring(0, ISO_DAY) : text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private static Optional<Column> numeric(List<Column> columns, Role role) {
        return columns.stream()
                .filter(column ->
                        column.role() == role && column.reading().type().isNumeric())
                .findFirst();
    }

    private static Optional<Column> first(List<Column> columns, Role role) {
        return columns.stream().filter(column -> column.role() == role).findFirst();
    }

    private static JsonTree kpi(String title, String column, String aggregate, String icon) {
        return panel("kpi", title, QUARTER)
                .put("icon", icon)
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

    /** A column's name as people would write it above a chart. */
    private static String title(Column column) {
        String words = (column.header().isBlank() ? column.name() : column.header())
                .replace('_', ' ')
                .strip();
        return words.isEmpty() ? column.name() : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A title within a sentence; one that is an abbreviation stays as it is. */
    private static String lower(String title) {
        boolean abbreviation = title.length() > 1 && Character.isUpperCase(title.charAt(1));
        return abbreviation ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
