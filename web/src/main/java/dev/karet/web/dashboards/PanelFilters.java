package dev.karet.web.dashboards;

import dev.karet.engine.query.Grouping;
import dev.karet.engine.query.Groups.Group;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.RowPredicate;
import dev.karet.engine.query.Value;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.dashboard.Dashboard.Filter;
import dev.karet.model.dashboard.Panel;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.dashboards.DashboardQuestion.Choice;
import dev.karet.web.dashboards.DashboardQuestion.Clicked;
import dev.karet.web.dashboards.DashboardQuestion.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which rows count for a panel: the dashboard's own conditions, what is chosen, and what was clicked on elsewhere. For one answer.
 *
 * @param question one in which {@link QuestionCheck} finds nothing
 */
record PanelFilters(AskedTable table, Dashboard dashboard, DashboardQuestion question) {

    private static final int MOST_SPELLINGS = 5_000;

    /** For a panel, or with no panel for what belongs to none. */
    RowPredicate of(OptionalInt panel) {
        return joined(panel, Optional.empty(), Optional.empty());
    }

    /** For the options of a dropdown, which its own choice does not narrow. */
    RowPredicate withoutChoiceOf(String column) {
        return joined(OptionalInt.empty(), Optional.of(column), Optional.empty());
    }

    /** For a panel in an earlier period, which takes the place of what is chosen of the first date filter. */
    RowPredicate in(Period period, int panel) {
        Filter date = dashboard.filters().stream()
                .filter(filter -> filter.kind() == Filter.Kind.DATE_RANGE)
                .findFirst()
                .orElseThrow(() -> new PanelFailed(
                        "no_date_filter",
                        "There is no date filter whose earlier period could be compared.",
                        Optional.of("Add a filter by date to the dashboard.")));
        return joined(
                OptionalInt.of(panel),
                Optional.of(date.column()),
                Optional.of(new Choice(
                        date.column(), Optional.empty(), Optional.of(period.from()), Optional.of(period.to()))));
    }

    private RowPredicate joined(OptionalInt panel, Optional<String> without, Optional<Choice> instead) {
        List<RowPredicate> parts = new ArrayList<>();
        parts.add(new WhereReader(table).all(dashboard.where()));
        for (Choice choice : question.filters()) {
            if (without.filter(choice.column()::equals).isEmpty()) parts.addAll(chosen(choice));
        }
        instead.ifPresent(choice -> parts.addAll(chosen(choice)));
        for (Clicked clicked : question.selections()) {
            if (panel.isEmpty() || panel.getAsInt() != clicked.panel()) parts.add(clicked(clicked));
        }
        return new RowPredicate.All(parts);
    }

    private List<RowPredicate> chosen(Choice choice) {
        ColumnSchema column = table.column(choice.column());
        List<RowPredicate> parts = new ArrayList<>();
        choice.values().ifPresent(values -> parts.add(oneOf(column, values)));
        choice.from().ifPresent(day -> parts.add(compared(column, Operator.GE, day)));
        choice.to().ifPresent(day -> parts.add(compared(column, Operator.LT, day.plusDays(1))));
        return parts;
    }

    private RowPredicate oneOf(ColumnSchema column, List<JsonTree> trees) {
        return oneOfValues(
                column, trees.stream().map(tree -> table.value(column, tree)).toList());
    }

    /** One of some values, null being one like any other. */
    static RowPredicate oneOfValues(ColumnSchema column, List<Value> values) {
        List<Value> there = values.stream()
                .filter(value -> !(value instanceof Value.Nothing))
                .toList();
        List<RowPredicate> parts = new ArrayList<>();
        if (!there.isEmpty()) parts.add(cell(column, new Condition.In(there)));
        if (there.size() < values.size()) parts.add(cell(column, new Condition.IsNull()));
        return new RowPredicate.Any(parts);
    }

    static RowPredicate cell(ColumnSchema column, Condition condition) {
        return new RowPredicate.Cell(new RowFilter(column.name(), condition));
    }

    private static RowPredicate compared(ColumnSchema column, Operator operator, LocalDate day) {
        if (column.type() == Simple.DATE) {
            return cell(column, new Condition.Compare(operator, new Value.Day(day)));
        }
        if (column.type() == Simple.TIMESTAMP) {
            return cell(column, new Condition.Compare(operator, new Value.Moment(day.atStartOfDay())));
        }
        throw new PanelFailed(
                "wrong_column_type", "A range of days needs a date or a timestamp.", Optional.of("Clear the filter."));
    }

    private RowPredicate clicked(Clicked clicked) {
        JsonTree value = clicked.value();
        return switch (dashboard.panels().get(clicked.panel())) {
            case Panel.Doughnut doughnut -> oneOf(table.column(doughnut.groupBy()), List.of(value));
            case Panel.Bar bar -> inBin(table.column(bar.groupBy()), bar.bin(), value);
            case Panel.Line line -> inBin(table.column(line.x()), line.bin(), value);
            case Panel.ChoroplethMap map -> inCountry(table.column(map.country()), value);
            case Panel.Sankey sankey -> atNode(sankey, value);
            case Panel.Kpi _, Panel.Table _, Panel.Summary _, Panel.SymbolMap _ -> throw nothingToClick();
        };
    }

    private static PanelFailed nothingToClick() {
        return new PanelFailed(
                "bad_selection",
                "Something is selected in a panel that cannot filter others.",
                Optional.of("Clear the selection."));
    }

    private RowPredicate inBin(ColumnSchema column, Optional<Bin> bin, JsonTree value) {
        if (bin.isEmpty() || value instanceof JsonTree.Null) return oneOf(column, List.of(value));
        ColumnSchema days = ColumnSchema.of(column.name(), Simple.DATE);
        if (!(table.value(days, value) instanceof Value.Day(var first))) throw nothingToClick();
        LocalDate next = switch (bin.get()) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case YEAR -> first.plusYears(1);
        };
        return new RowPredicate.All(List.of(compared(column, Operator.GE, first), compared(column, Operator.LT, next)));
    }

    /** However the rows spell it. */
    private RowPredicate inCountry(ColumnSchema column, JsonTree value) {
        if (!(value instanceof JsonTree.Text(var code))) return oneOf(column, List.of(value));
        Grouping spellings = new Grouping(
                List.of(new Grouping.Key(column.name(), Optional.empty())),
                List.of(new Grouping.Measure(Grouping.Function.COUNT, Optional.empty())),
                new RowPredicate.All(List.of()),
                Grouping.Order.LARGEST,
                MOST_SPELLINGS);
        List<Value> meant = table.groups(spellings).groups().stream()
                .map(Group::keys)
                .map(List::getFirst)
                .filter(key -> Countries.of(key.spelled())
                        .filter(country -> country.alpha2().equals(code))
                        .isPresent())
                .toList();
        return oneOfValues(column, meant);
    }

    /** Nodes join values that are spelled alike, whatever the types of their columns; where it can be no value, no row has it. */
    private RowPredicate atNode(Panel.Sankey sankey, JsonTree value) {
        List<RowPredicate> ends = new ArrayList<>();
        for (Panel.Flow flow : sankey.flows()) {
            for (String name : List.of(flow.from(), flow.to())) {
                ColumnSchema column = table.column(name);
                if (table.canBe(column, value)) ends.add(oneOf(column, List.of(value)));
            }
        }
        return new RowPredicate.Any(ends);
    }
}
