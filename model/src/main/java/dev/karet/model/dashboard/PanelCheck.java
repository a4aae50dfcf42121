package dev.karet.model.dashboard;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Bar;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.dashboard.Panel.ChoroplethMap;
import dev.karet.model.dashboard.Panel.Doughnut;
import dev.karet.model.dashboard.Panel.Flow;
import dev.karet.model.dashboard.Panel.Frame;
import dev.karet.model.dashboard.Panel.Grid;
import dev.karet.model.dashboard.Panel.Kpi;
import dev.karet.model.dashboard.Panel.Line;
import dev.karet.model.dashboard.Panel.Sankey;
import dev.karet.model.dashboard.Panel.Summary;
import dev.karet.model.dashboard.Panel.SymbolMap;
import dev.karet.model.dashboard.Panel.Table;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with panels, one after the other. */
final class PanelCheck {

    private static final int MOST_ROWS_OF_A_PAGE = 1_000;
    private static final int MOST_BARS = 1_000;
    private static final int LARGEST_RADIUS = 500;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final ColumnUse columns;
    private final Problems errors;
    private final Problems warnings;

    PanelCheck(ColumnUse columns, Problems errors, Problems warnings) {
        this.columns = columns;
        this.errors = errors;
        this.warnings = warnings;
    }

    void check(Panel panel, JsonPointer at) {
        frame(panel.frame(), at);
        switch (panel) {
            case Kpi kpi -> kpi(kpi, at);
            case Doughnut(var _, var groupBy, var value, var aggregate) -> {
                columns.any(groupBy, at.field("group_by"));
                drawn(value, aggregate, at.field("value"));
            }
            case Line(var _, var x, var bin, var y, var aggregate) -> {
                axis(x, bin, at.field("x"));
                drawn(y, aggregate, at.field("y"));
            }
            case Bar(var _, var groupBy, var value, var aggregate, var bin, var limit) -> {
                axis(groupBy, bin, at.field("group_by"));
                drawn(value, aggregate, at.field("value"));
                limit.ifPresent(bars -> Bounds.check(bars, 1, MOST_BARS, at.field("limit"), errors));
            }
            case Table(var _, var names, var pageSize) -> {
                list(names, at);
                Bounds.check(pageSize, 1, MOST_ROWS_OF_A_PAGE, at.field("page_size"), errors);
            }
            case Summary(var _, var names) -> list(names, at);
            case SymbolMap(var _, var latitude, var longitude, var value, var aggregate, var maxRadius) -> {
                columns.numeric(latitude, at.field("lat"), "A latitude");
                columns.numeric(longitude, at.field("lon"), "A longitude");
                onMap(value, aggregate, at);
                Bounds.check(maxRadius, 1, LARGEST_RADIUS, at.field("max_radius"), errors);
            }
            case ChoroplethMap(var _, var country, var value, var aggregate) -> {
                columns.country(country, at.field("country"), "A map of countries");
                onMap(value, aggregate, at);
            }
            case Sankey(var _, var flows, var _) -> flows(flows, at.field("flows"));
        }
    }

    private void frame(Frame frame, JsonPointer at) {
        JsonPointer place = at.field("grid");
        frame.grid().ifPresent(grid -> grid(grid, place));
    }

    private void grid(Grid grid, JsonPointer at) {
        GridText.check(grid.column(), at.field("gridColumn"), errors);
        GridText.check(grid.row(), at.field("gridRow"), errors);
        GridText.check(grid.maxHeight(), at.field("maxHeight"), errors);
    }

    private void kpi(Kpi kpi, JsonPointer at) {
        JsonPointer column = at.field("column");
        switch (kpi.aggregate()) {
            case SUM -> columns.numeric(kpi.column(), column, "A sum");
            case AVG -> columns.numeric(kpi.column(), column, "An average");
            case MIN -> columns.ordered(kpi.column(), column, "A minimum");
            case MAX -> columns.ordered(kpi.column(), column, "A maximum");
            case COUNT, MODE -> columns.any(kpi.column(), column);
        }
        kpi.valueColumn().ifPresent(value -> valueColumn(value, kpi.aggregate(), at.field("value_column")));
        if (!CURRENCIES.contains(kpi.currency())) {
            errors.add(
                    "unknown_currency",
                    at.field("currency"),
                    "There is no currency " + Quoted.text(kpi.currency()) + ".",
                    errors.nearest(kpi.currency(), CURRENCIES).orElse("Use a code of ISO 4217, such as \"CAD\"."));
        }
    }

    private void valueColumn(String value, Aggregate aggregate, JsonPointer at) {
        columns.numeric(value, at, "A value beside the most frequent one");
        if (aggregate != Aggregate.MODE) {
            warnings.add(
                    "unused_value_column",
                    at,
                    "A value column is shown with the aggregate \"mode\" only.",
                    "Remove it, or write \"agg\": \"mode\".");
        }
    }

    /** A value that becomes the length of a bar, the height of a line, or the like. */
    private void drawn(String value, Aggregate aggregate, JsonPointer at) {
        switch (aggregate) {
            case SUM -> columns.numeric(value, at, "A sum");
            case AVG -> columns.numeric(value, at, "An average");
            case MIN -> columns.numeric(value, at, "A minimum that is drawn");
            case MAX -> columns.numeric(value, at, "A maximum that is drawn");
            case COUNT, MODE -> columns.any(value, at);
        }
    }

    private void onMap(Optional<String> value, Aggregate aggregate, JsonPointer at) {
        value.ifPresent(name -> drawn(name, aggregate, at.field("value")));
        if (value.isEmpty() && aggregate != Aggregate.COUNT) {
            warnings.add(
                    "nothing_to_aggregate",
                    at.field("agg"),
                    "There is no value, so the map counts rows.",
                    "Add \"value\", or write \"agg\": \"count\".");
        }
    }

    private void axis(String name, Optional<Bin> bin, JsonPointer at) {
        if (bin.isPresent()) {
            columns.temporal(name, at, "An axis in days, weeks, months or years");
        } else {
            columns.any(name, at);
        }
    }

    private void list(List<String> names, JsonPointer at) {
        JsonPointer list = at.field("columns");
        notEmpty(names, list, "The panel shows no column.", "Name at least one column.");
        for (int i = 0; i < names.size(); i++) columns.any(names.get(i), list.element(i));
    }

    private void flows(List<Flow> flows, JsonPointer list) {
        notEmpty(flows, list, "The panel shows no flow.", "Add at least one flow.");
        for (int i = 0; i < flows.size(); i++) flow(flows.get(i), list.element(i));
    }

    private void flow(Flow flow, JsonPointer at) {
        columns.any(flow.from(), at.field("from"));
        columns.any(flow.to(), at.field("to"));
        switch (flow.aggregate()) {
            case SUM, ABS_SUM -> columns.numeric(flow.value(), at.field("value"), "A sum");
            case COUNT -> columns.any(flow.value(), at.field("value"));
        }
        columns.where(flow.where(), at.field("where"));
    }

    private void notEmpty(List<?> list, JsonPointer at, String message, String hint) {
        if (list.isEmpty()) errors.add("empty_list", at, message, hint);
    }
}
