package dev.karet.web.http;

import dev.karet.engine.query.Value;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A choice, a click or a condition, as the service gets it and as a program reads it. */
record NaiveCondition(JsonTree document, Predicate<Map<String, Value>> holds) {

    private static final List<String> NUMBERS = List.of("amount", "big", "weight");

    /** How two values compare, by the sign of their order. */
    private enum Operator {
        EQ(order -> order == 0),
        NE(order -> order != 0),
        LT(order -> order < 0),
        LE(order -> order <= 0),
        GT(order -> order > 0),
        GE(order -> order >= 0);

        private final IntPredicate holds;

        Operator(IntPredicate holds) {
            this.holds = holds;
        }

        /** With null on either side only {@link #NE} holds. */
        boolean holds(Value left, Value right, Comparator<Value> order) {
            if (NaiveRows.isNull(left) || NaiveRows.isNull(right)) return this == NE;
            return holds.test(order.compare(left, right));
        }
    }

    /** @param values gives one that a column may have */
    static NaiveCondition any(Random random, int depth, Function<String, Value> values) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> {
                NaiveCondition left = any(random, depth - 1, values);
                NaiveCondition right = any(random, depth - 1, values);
                yield new NaiveCondition(node("and", left.document, right.document), left.holds.and(right.holds));
            }
            case 2, 3 -> {
                NaiveCondition left = any(random, depth - 1, values);
                NaiveCondition right = any(random, depth - 1, values);
                yield new NaiveCondition(node("or", left.document, right.document), left.holds.or(right.holds));
            }
            case 4, 5 -> {
                NaiveCondition part = any(random, depth - 1, values);
                yield new NaiveCondition(
                        new Writing()
                                .put("kind", "not")
                                .put("input", part.document)
                                .object(),
                        part.holds.negate());
            }
            default -> comparison(random, values);
        };
    }

    private static NaiveCondition comparison(Random random, Function<String, Value> values) {
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        List<String> columns = List.of("day", "at", "label", "country", "amount", "big", "weight", "flag");
        String column = columns.get(random.nextInt(columns.size()));
        switch (random.nextInt(11)) {
            case 0 -> {
                return new NaiveCondition(
                        compared(
                                operator,
                                column,
                                new Writing().put("kind", "null").object()),
                        _ -> operator == Operator.NE);
            }
            case 1 -> {
                return new NaiveCondition(
                        compared(operator, "label", cell("country")),
                        row -> operator.holds(row.get("label"), row.get("country"), NaiveRows.ORDER));
            }
            case 2 -> {
                return new NaiveCondition(
                        new Writing()
                                .put("kind", "contains")
                                .put("input", cell("label"))
                                .put("pattern", literal("str", new JsonTree.Text("oo")))
                                .object(),
                        row -> row.get("label").spelled().contains("oo"));
            }
            case 3 -> {
                return new NaiveCondition(cell("flag"), row -> row.get("flag").equals(new Value.Truth(true)));
            }
            case 4 -> {
                return new NaiveCondition(
                        node(
                                operator.name().toLowerCase(Locale.ROOT),
                                node("add", cell("amount"), cell("weight")),
                                literal("num", Writing.number(0.25))),
                        row -> operator.holds(
                                sum(row.get("amount"), row.get("weight")), new Value.Real(0.25), NaiveRows.ORDER));
            }
            case 5 -> {
                return new NaiveCondition(
                        node(
                                operator.name().toLowerCase(Locale.ROOT),
                                unary("upper", unary("trim", cell("label"))),
                                literal("str", new JsonTree.Text("FOOD"))),
                        row -> operator.holds(upper(row.get("label")), new Value.Text("FOOD"), NaiveRows.ORDER));
            }
            case 6 -> {
                return new NaiveCondition(
                        node(
                                operator.name().toLowerCase(Locale.ROOT),
                                unary("month", cell("at")),
                                literal("num", Writing.number(12))),
                        row -> operator.holds(month(row.get("at")), new Value.Whole(12), NaiveRows.ORDER));
            }
            case 7 -> {
                return new NaiveCondition(
                        node(
                                "eq",
                                new Writing()
                                        .put("kind", "cast")
                                        .put("input", cell("label"))
                                        .put("to", "int64")
                                        .put("on_error", "null")
                                        .object(),
                                literal("num", Writing.number(1))),
                        _ -> false);
            }
            default -> {
                return beside(operator, column, values.apply(column));
            }
        }
    }

    private static Value sum(Value left, Value right) {
        return NaiveRows.isNull(left) || NaiveRows.isNull(right)
                ? new Value.Nothing()
                : new Value.Real(NaiveRows.number(left).doubleValue()
                        + NaiveRows.number(right).doubleValue());
    }

    private static Value upper(Value label) {
        return label instanceof Value.Text(var text)
                ? new Value.Text(text.strip().toUpperCase(Locale.ROOT))
                : label;
    }

    private static Value month(Value at) {
        return at instanceof Value.Moment(var time) ? new Value.Whole(time.getMonthValue()) : at;
    }

    private static JsonTree unary(String kind, JsonTree input) {
        return new Writing().put("kind", kind).put("input", input).object();
    }

    private static NaiveCondition beside(Operator operator, String column, Value value) {
        if (NUMBERS.contains(column)) {
            double number = NaiveRows.number(value).doubleValue();
            return new NaiveCondition(
                    compared(operator, column, literal("num", Writing.number(number))),
                    row -> operator.holds(
                            row.get(column),
                            new Value.Real(number),
                            (left, right) -> Double.compare(
                                    NaiveRows.number(left).doubleValue(),
                                    NaiveRows.number(right).doubleValue())));
        }
        JsonTree literal = value instanceof Value.Truth(var truth)
                ? literal("bool", new JsonTree.Bool(truth))
                : literal("str", new JsonTree.Text(value.spelled()));
        return new NaiveCondition(
                compared(operator, column, literal), row -> operator.holds(row.get(column), value, NaiveRows.ORDER));
    }

    private static JsonTree compared(Operator operator, String column, JsonTree right) {
        return node(operator.name().toLowerCase(Locale.ROOT), cell(column), right);
    }

    static JsonTree node(String kind, JsonTree left, JsonTree right) {
        return new Writing()
                .put("kind", kind)
                .put("left", left)
                .put("right", right)
                .object();
    }

    static JsonTree cell(String column) {
        return new Writing().put("kind", "col").put("name", column).object();
    }

    static JsonTree literal(String kind, JsonTree value) {
        return new Writing().put("kind", kind).put("value", value).object();
    }
}
