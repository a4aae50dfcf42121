package dev.karet.web.dashboards;

import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.dashboard.Panel;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonTree;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.dashboards.DashboardQuestion.Choice;
import dev.karet.web.dashboards.DashboardQuestion.Clicked;
import java.util.List;
import java.util.Optional;

/** Finds what a question asks of its dashboard in vain. A column that the published table lacks is the dashboard's fault, not the question's. */
record QuestionCheck(List<ColumnSchema> columns, Dashboard dashboard, Problems problems) {

    /** Everything that is wrong with {@code question}. */
    static List<Problem> faults(List<ColumnSchema> columns, Dashboard dashboard, DashboardQuestion question) {
        QuestionCheck check = new QuestionCheck(columns, dashboard, new Problems());
        JsonPointer root = JsonPointer.ROOT;
        for (int i = 0; i < question.filters().size(); i++) {
            check.choice(question.filters().get(i), root.field("filters").element(i));
        }
        for (int i = 0; i < question.selections().size(); i++) {
            check.clicked(question.selections().get(i), root.field("selections").element(i));
        }
        for (int i = 0; i < question.pages().size(); i++) {
            check.page(
                    question.pages().get(i).panel(),
                    root.field("pages").element(i).field("panel"));
        }
        List<Integer> panels = question.panels().orElse(List.of());
        for (int i = 0; i < panels.size(); i++) {
            check.panel(panels.get(i), root.field("panels").element(i));
        }
        return check.problems.list();
    }

    private void choice(Choice choice, JsonPointer at) {
        List<String> filters =
                dashboard.filters().stream().map(Dashboard.Filter::column).toList();
        if (!filters.contains(choice.column())) {
            problems.add(
                    "unknown_filter",
                    at.field("column"),
                    "The dashboard has no filter on column " + Quoted.text(choice.column()) + ".",
                    problems.nearest(choice.column(), filters).orElse("Leave the choice out."));
            return;
        }
        column(choice.column()).ifPresent(column -> {
            List<JsonTree> values = choice.values().orElse(List.of());
            for (int i = 0; i < values.size(); i++) {
                value(column.type(), values.get(i), at.field("values").element(i));
            }
            boolean isRange = choice.from().isPresent() || choice.to().isPresent();
            if (isRange && column.type() != Simple.DATE && column.type() != Simple.TIMESTAMP) {
                problems.add(
                        "wrong_column_type",
                        at,
                        "A range of days needs a date or a timestamp, but column %s is %s."
                                .formatted(
                                        Quoted.text(column.name()),
                                        column.type().label()),
                        "Choose values instead.");
            }
        });
    }

    private void clicked(Clicked clicked, JsonPointer at) {
        if (!panel(clicked.panel(), at.field("panel"))) return;
        JsonPointer place = at.field("value");
        switch (dashboard.panels().get(clicked.panel())) {
            case Panel.Doughnut doughnut -> mark(doughnut.groupBy(), Optional.empty(), clicked.value(), place);
            case Panel.Bar bar -> mark(bar.groupBy(), bar.bin(), clicked.value(), place);
            case Panel.Line line -> mark(line.x(), line.bin(), clicked.value(), place);
            case Panel.ChoroplethMap _, Panel.Sankey _ -> value(Simple.TEXT, clicked.value(), place);
            case Panel.Kpi _, Panel.Table _, Panel.Summary _, Panel.SymbolMap _ ->
                problems.add(
                        "bad_selection",
                        at.field("panel"),
                        "Panel " + clicked.panel() + " has nothing that filters others.",
                        "Leave the selection out.");
        }
    }

    private void page(int index, JsonPointer at) {
        if (panel(index, at) && !(dashboard.panels().get(index) instanceof Panel.Table)) {
            problems.add("bad_page", at, "Panel " + index + " has no pages.", "Ask for pages of tables only.");
        }
    }

    private void mark(String name, Optional<Bin> bin, JsonTree value, JsonPointer at) {
        column(name).ifPresent(column -> value(bin.isPresent() ? Simple.DATE : column.type(), value, at));
    }

    private boolean panel(int index, JsonPointer at) {
        int count = dashboard.panels().size();
        if (index >= 0 && index < count) return true;
        problems.add(
                "unknown_panel",
                at,
                "There is no panel " + index + " in a dashboard of " + count + ".",
                "Panels are counted from 0, in the order of the document.");
        return false;
    }

    private void value(DataType type, JsonTree tree, JsonPointer at) {
        if (tree instanceof JsonTree.Null) return;
        Optional<String> text = AskedTable.spelled(tree);
        if (text.isEmpty()) {
            problems.add(
                    "bad_value", at, "Here stands " + tree.words() + ".", "Use a text, a number, true, false or null.");
        } else if (ValueReader.read(type, text.get()) instanceof Reading.Faulty(var message)) {
            problems.add("bad_value", at, message, Optional.empty());
        }
    }

    private Optional<ColumnSchema> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
