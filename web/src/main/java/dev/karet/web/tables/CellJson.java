package dev.karet.web.tables;

import dev.karet.engine.query.Value;
import dev.karet.model.expr.NumberText;
import dev.karet.model.json.JsonTree;

/** Cells as JSON. Pure functions. */
public final class CellJson {

    /** The whole numbers that every double tells apart, and with them every reader of JSON. */
    private static final long LARGEST_NUMBER = (1L << 53) - 1;

    private CellJson() {}

    /** What a reader whose numbers are doubles could not tell exactly is text. */
    public static JsonTree of(Value value) {
        return switch (value) {
            case Value.Nothing() -> new JsonTree.Null();
            case Value.Whole(var number)
            when Math.abs(number) <= LARGEST_NUMBER && number != Long.MIN_VALUE ->
                new JsonTree.Num(Long.toString(number));
            case Value.Real(var number) -> new JsonTree.Num(NumberText.of(number));
            case Value.Truth(var truth) -> new JsonTree.Bool(truth);
            case Value.Text _, Value.Whole _, Value.Exact _, Value.Day _, Value.Moment _ ->
                new JsonTree.Text(value.spelled());
        };
    }
}
