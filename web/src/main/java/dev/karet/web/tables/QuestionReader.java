package dev.karet.web.tables;

import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.Selection.Sort;
import dev.karet.model.NearestName;
import dev.karet.model.Quoted;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.tables.TableTrouble.BadQuestion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Makes a selection of what was written. Every name in the result is one of the table's own columns. Immutable. */
record QuestionReader(TableColumns columns) {

    private static final int MOST_FILTERS = 50;
    private static final int MOST_SORTS = 10;

    /** @throws BadQuestion at the first fault */
    Selection read(Question question) {
        List<String> names = question.columns().isEmpty()
                ? columns.names()
                : question.columns().stream().map(name -> column(name).name()).toList();
        refuseTwice("column", names);
        atMost("filters", question.filters().size(), MOST_FILTERS);
        atMost("columns to sort by", question.sorts().size(), MOST_SORTS);
        List<Sort> order = question.sorts().stream().map(this::sort).toList();
        refuseTwice("sort", order.stream().map(Sort::column).toList());
        return new Selection(
                names, question.filters().stream().map(this::filter).toList(), order);
    }

    /** @throws BadQuestion when the table has no such column */
    ColumnSchema column(String name) {
        return columns.column(name).orElseThrow(() -> unknown(name));
    }

    private BadQuestion unknown(String name) {
        if (columns.awaitedNames().contains(name)) {
            return new BadQuestion(
                    "column_not_published",
                    "The column %s is in the configuration but has not been published yet. Run the pipeline."
                            .formatted(Quoted.text(name)));
        }
        return new BadQuestion(
                "unknown_column",
                "The table has no column %s.%s"
                        .formatted(
                                Quoted.text(name),
                                NearestName.hint(name, columns.names())
                                        .map(hint -> " " + hint)
                                        .orElse("")));
    }

    private Sort sort(String text) {
        if (columns.column(text).isPresent()) return new Sort(text, false);
        int colon = text.lastIndexOf(':');
        String direction = text.substring(colon + 1);
        if (colon >= 0 && direction.equals("asc")) {
            return new Sort(column(text.substring(0, colon)).name(), false);
        }
        if (colon >= 0 && direction.equals("desc")) {
            return new Sort(column(text.substring(0, colon)).name(), true);
        }
        throw colon >= 0 && columns.column(text.substring(0, colon)).isPresent()
                ? new BadQuestion(
                        "bad_sort",
                        "%s is no direction to sort in. Write asc or desc.".formatted(Quoted.text(direction)))
                : unknown(text);
    }

    private RowFilter filter(String text) {
        Optional<ColumnSchema> named = columns.published().stream()
                .filter(column -> text.startsWith(column.name() + ":"))
                .max(Comparator.comparing(column -> column.name().length()));
        if (named.isEmpty()) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                throw new BadQuestion(
                        "bad_filter",
                        "The filter %s is not written as column:operator:value.".formatted(Quoted.text(text)));
            }
            throw unknown(text.substring(0, colon));
        }
        ColumnSchema column = named.get();
        String rest = text.substring(column.name().length() + 1);
        int colon = rest.indexOf(':');
        String operator = colon < 0 ? rest : rest.substring(0, colon);
        Optional<String> value = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
        return new RowFilter(column.name(), ConditionReader.read(column, operator, value));
    }

    private static void refuseTwice(String parameter, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new BadQuestion("bad_request", "A column stands twice among those of \"%s\".".formatted(parameter));
        }
    }

    private static void atMost(String things, int number, int most) {
        if (number > most) {
            throw new BadQuestion(
                    "bad_request", "There are %d %s; at most %d are taken.".formatted(number, things, most));
        }
    }
}
