package dev.karet.model.dashboard;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.expr.ColumnScope;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.expr.ExprChecker;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.LookupIndex;
import dev.karet.model.pipeline.LookupMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reports uses of columns that the table does not have, or that are not of the type the use needs. Of a table that is not known, nothing
 * is reported.
 */
final class ColumnUse {

    private final Optional<ColumnScope> scope;
    private final LookupIndex lookups;
    private final Problems errors;

    ColumnUse(Optional<AnalyticTable> table, List<LookupMapping> lookups, Problems errors) {
        this.scope = table.map(ColumnUse::scope);
        this.lookups = new LookupIndex(lookups);
        this.errors = errors;
    }

    /** A column of any type. */
    void any(String name, JsonPointer at) {
        type(name, at);
    }

    /** @param user what needs the column, as the beginning of a sentence: {@code A sum} */
    void numeric(String name, JsonPointer at, String user) {
        needs(name, at, user, "a number", DataType::isNumeric);
    }

    /** @param user what needs the column, as the beginning of a sentence: {@code A date range} */
    void temporal(String name, JsonPointer at, String user) {
        needs(name, at, user, "a date or timestamp", type -> type == Simple.DATE || type == Simple.TIMESTAMP);
    }

    /** @param user what needs the column, as the beginning of a sentence: {@code A map of countries} */
    void country(String name, JsonPointer at, String user) {
        needs(name, at, user, "a string or int64", type -> type == Simple.TEXT || type == Simple.INT64);
    }

    /** @param user what needs the column, as the beginning of a sentence: {@code A minimum} */
    void ordered(String name, JsonPointer at, String user) {
        needs(name, at, user, "anything but bool", type -> type != Simple.BOOL);
    }

    /** Conditions, each of which is an expression that gives true or false. */
    void where(List<Expr> conditions, JsonPointer list) {
        for (int i = 0; i < conditions.size(); i++) {
            JsonPointer at = list.element(i);
            ExprChecker.check(conditions.get(i), scope, lookups, at, errors)
                    .filter(type -> type != Simple.BOOL)
                    .ifPresent(type -> errors.add(
                            "where_type",
                            at,
                            "A condition gives true or false, but this gives " + type.label() + ".",
                            "Compare it with something, for instance by \"eq\" or \"gt\"."));
        }
    }

    private void needs(String name, JsonPointer at, String user, String wanted, Predicate<DataType> fits) {
        type(name, at)
                .filter(type -> !fits.test(type))
                .ifPresent(type -> errors.add(
                        "wrong_column_type",
                        at,
                        user + " needs " + wanted + ", but column " + Quoted.text(name) + " is " + type.label() + ".",
                        "Choose another column, or cast it in the mapping that fills it."));
    }

    private Optional<DataType> type(String name, JsonPointer at) {
        if (scope.isEmpty()) return Optional.empty();
        ColumnScope columns = scope.get();
        Optional<DataType> type = columns.type(name);
        if (type.isEmpty()) {
            errors.add(
                    "unknown_column",
                    at,
                    "Column " + Quoted.text(name) + " is not in " + columns.owner() + ".",
                    errors.nearest(name, columns.types().keySet()).orElse("Use a column of the table's schema."));
        }
        return type;
    }

    private static ColumnScope scope(AnalyticTable table) {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (ColumnSchema column : table.schema()) types.putIfAbsent(column.name(), column.type());
        return new ColumnScope("table " + Quoted.text(table.id()), types);
    }
}
