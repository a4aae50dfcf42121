package dev.karet.web.dashboards;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.expr.IsoText;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a viewer wants to see of a dashboard. Immutable.
 *
 * @param panels which panels; absent, all
 * @param pages where panels of rows go on
 * @param compare an earlier period, for the previous values of KPIs
 * @param options whether the values of dropdowns are wanted
 */
public record DashboardQuestion(
        List<Choice> filters,
        List<Clicked> selections,
        Optional<List<Integer>> panels,
        List<Page> pages,
        Optional<Period> compare,
        boolean options) {

    private static final int MOST_FILTERS = 50;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_PANELS = 1_000;

    /** What is chosen of one of the dashboard's filters. */
    record Choice(String column, Optional<List<JsonTree>> values, Optional<LocalDate> from, Optional<LocalDate> to) {}

    /** What was clicked on in a panel. */
    record Clicked(int panel, JsonTree value) {}

    /**
     * Another page than the first of a panel of rows.
     *
     * @param after where the page before ended, as its answer said
     */
    record Page(int panel, String after) {}

    /** Days, both included. */
    record Period(LocalDate from, LocalDate to) {}

    /** Reads a question; faults go to the problems of {@code fields}. */
    public static DashboardQuestion read(Fields fields) {
        List<Choice> filters = list(fields, "filters", (value, at) -> choice(value, at, fields.problems()));
        List<Clicked> selections = list(fields, "selections", (value, at) -> clicked(value, at, fields.problems()));
        Optional<List<Integer>> panels =
                fields.optionalList("panels", (value, at) -> index(value, at, fields.problems()));
        panels.ifPresent(wanted -> atMost(fields, "panels", wanted.size(), MOST_PANELS));
        Optional<Period> compare = fields.optional("compare")
                .flatMap(tree -> Fields.of(tree, "a period", fields.at("compare"), fields.problems()))
                .flatMap(DashboardQuestion::period);
        List<Page> pages = list(fields, "pages", (value, at) -> page(value, at, fields.problems()));
        return new DashboardQuestion(filters, selections, panels, pages, compare, fields.bool("options", false));
    }

    private static <T> List<T> list(Fields fields, String name, Fields.Reader<Optional<T>> reader) {
        List<T> read = fields.optionalList(name, reader).orElse(List.of()).stream()
                .flatMap(Optional::stream)
                .toList();
        atMost(fields, name, read.size(), MOST_FILTERS);
        return read;
    }

    private static Optional<Choice> choice(JsonTree tree, JsonPointer at, Problems problems) {
        return Fields.of(tree, "a choice", at, problems).map(fields -> {
            Optional<List<JsonTree>> values = fields.optionalList("values", (value, place) -> value);
            values.ifPresent(chosen -> atMost(fields, "values", chosen.size(), MOST_VALUES));
            return new Choice(fields.text("column"), values, day(fields, "from"), day(fields, "to"));
        });
    }

    private static Optional<Clicked> clicked(JsonTree tree, JsonPointer at, Problems problems) {
        // A null is a value here, which an ordinary field would take for none.
        JsonTree value = tree instanceof JsonTree.Obj(var fields)
                ? Objects.requireNonNullElse(fields.get("value"), new JsonTree.Null())
                : new JsonTree.Null();
        return Fields.of(tree, "a selection", at, problems).map(fields -> new Clicked(panel(fields), value));
    }

    private static Optional<Page> page(JsonTree tree, JsonPointer at, Problems problems) {
        return Fields.of(tree, "a page", at, problems).map(fields -> new Page(panel(fields), fields.text("after")));
    }

    private static int panel(Fields fields) {
        return fields.required("panel")
                .map(panel -> index(panel, fields.at("panel"), fields.problems()))
                .orElse(0);
    }

    private static int index(JsonTree tree, JsonPointer at, Problems problems) {
        if (tree instanceof JsonTree.Num(var number) && number.matches("[0-9]{1,4}")) {
            int index = Integer.parseInt(number);
            if (index <= MOST_PANELS) return index;
        }
        problems.add("bad_value", at, "Here stands no place of a panel.", "Use whole numbers from 0 to 1,000.");
        return 0;
    }

    private static Optional<Period> period(Fields fields) {
        fields.required("from");
        fields.required("to");
        Optional<LocalDate> from = day(fields, "from");
        Optional<LocalDate> to = day(fields, "to");
        return from.flatMap(first -> to.map(last -> new Period(first, last)));
    }

    private static Optional<LocalDate> day(Fields fields, String name) {
        Optional<String> text = fields.optionalText(name);
        Optional<LocalDate> day = text.flatMap(IsoText::date);
        if (text.isPresent() && day.isEmpty()) {
            fields.problems().add("bad_value", fields.at(name), "Here stands no date.", "Write it as YYYY-MM-DD.");
        }
        return day;
    }

    private static void atMost(Fields fields, String name, int count, int most) {
        if (count <= most) return;
        fields.problems()
                .add("too_many", fields.at(name), "There are " + count + " here.", "Send at most " + most + ".");
    }
}
