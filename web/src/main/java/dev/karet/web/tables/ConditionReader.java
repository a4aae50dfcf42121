package dev.karet.web.tables;

import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.Value;
import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.tables.TableTrouble.BadQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the operator and the value of a filter, the value by the column's type. Pure functions. */
final class ConditionReader {

    private static final String OPERATORS = "eq, ne, lt, le, gt, ge, in, contains, starts_with, is_null, is_not_null";
    private static final int MOST_VALUES = 1_000;

    private ConditionReader() {}

    /** @throws BadQuestion when they make no sense for the column */
    static Condition read(ColumnSchema column, String operator, Optional<String> value) {
        return switch (operator) {
            case "eq", "ne", "lt", "le", "gt", "ge" ->
                new Condition.Compare(
                        Operator.valueOf(operator.toUpperCase(Locale.ROOT)),
                        value(column, needed(column, operator, value)));
            case "in" -> new Condition.In(list(column, needed(column, operator, value)));
            case "contains" -> {
                refuseUnlessText(column, operator);
                yield new Condition.Contains(needed(column, operator, value));
            }
            case "starts_with" -> {
                refuseUnlessText(column, operator);
                yield new Condition.StartsWith(needed(column, operator, value));
            }
            case "is_null" -> {
                refuseValue(column, operator, value);
                yield new Condition.IsNull();
            }
            case "is_not_null" -> {
                refuseValue(column, operator, value);
                yield new Condition.IsNotNull();
            }
            default ->
                throw bad(column, "%s is no operator. Use one of %s.".formatted(Quoted.text(operator), OPERATORS));
        };
    }

    private static Value value(ColumnSchema column, String text) {
        return switch (ValueReader.read(column.type(), text)) {
            case Reading.Read(var value) -> value;
            case Reading.Faulty(var message) -> throw bad(column, message);
        };
    }

    private static List<Value> list(ColumnSchema column, String json) {
        JsonTree tree = switch (JsonText.read(json)) {
            case ReadResult.Read<JsonTree>(var read) -> read;
            case ReadResult.Faulty<JsonTree> _ -> new JsonTree.Null();
        };
        if (!(tree instanceof JsonTree.Arr(var elements))) {
            throw bad(column, "What stands after \"in\" is no JSON array. Write it such as in:[\"a\",\"b\"].");
        }
        if (elements.size() > MOST_VALUES) {
            throw bad(column, "There are %d values; at most %d are taken.".formatted(elements.size(), MOST_VALUES));
        }
        return elements.stream()
                .map(element -> value(column, text(column, element)))
                .toList();
    }

    private static String text(ColumnSchema column, JsonTree element) {
        return switch (element) {
            case JsonTree.Text(var text) -> text;
            case JsonTree.Num(var number) -> number;
            case JsonTree.Bool(var truth) -> Boolean.toString(truth);
            case JsonTree.Obj _, JsonTree.Arr _, JsonTree.Null _ ->
                throw bad(column, "Among the values stands %s.".formatted(element.words()));
        };
    }

    private static String needed(ColumnSchema column, String operator, Optional<String> value) {
        return value.orElseThrow(() ->
                bad(column, "The operator \"%s\" needs a value. Write column:%s:value.".formatted(operator, operator)));
    }

    private static void refuseValue(ColumnSchema column, String operator, Optional<String> value) {
        if (value.isPresent()) throw bad(column, "The operator \"%s\" takes no value.".formatted(operator));
    }

    private static void refuseUnlessText(ColumnSchema column, String operator) {
        if (column.type() != Simple.TEXT) {
            throw bad(
                    column,
                    "The operator \"%s\" is for text, and this is a %s."
                            .formatted(operator, column.type().label()));
        }
    }

    private static BadQuestion bad(ColumnSchema column, String message) {
        return new BadQuestion(
                "bad_filter", "The filter on %s cannot be used: %s".formatted(Quoted.text(column.name()), message));
    }
}
