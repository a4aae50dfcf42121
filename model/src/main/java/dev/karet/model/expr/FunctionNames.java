package dev.karet.model.expr;

import java.util.List;

/** What the textual form calls and the JSON form's {@code kind} have in common: a name for each node that is no literal. */
public final class FunctionNames {

    public static final List<String> ALL = List.of(
            "col",
            "add",
            "sub",
            "mul",
            "div",
            "eq",
            "ne",
            "gt",
            "lt",
            "ge",
            "le",
            "and",
            "or",
            "not",
            "contains",
            "concat",
            "upper",
            "lower",
            "trim",
            "substring",
            "if",
            "coalesce",
            "parse_date",
            "parse_timestamp",
            "parse_number",
            "year",
            "month",
            "day",
            "hour",
            "from_unix",
            "lookup_ref",
            "cast");

    private FunctionNames() {}
}
