package dev.karet.model.expr;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds every fault of an expression: its size, its types, its literals and the lookups it asks. */
public final class ExprChecker {

    private static final Set<String> DECIMAL_SIGNS = Set.of(".", ",");
    private static final Set<String> THOUSANDS_SIGNS = Set.of("", ",", ".", " ", "'");
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final LookupNames lookups;
    private final Problems problems;

    private ExprChecker(LookupNames lookups, Problems problems) {
        this.lookups = lookups;
        this.problems = problems;
    }

    /**
     * Checks {@code expr}; faults go to {@code problems} with pointers below {@code at}.
     *
     * @param columns what it may name; empty when that is not known, and then no types are checked
     * @return the type of the result; empty when it is null's own, or not known because of a fault
     */
    public static Optional<DataType> check(
            Expr expr, Optional<ColumnScope> columns, LookupNames lookups, JsonPointer at, Problems problems) {
        Optional<Problem> size = ExprSize.problem(expr, at.toString());
        if (size.isPresent()) {
            problems.add(size.get());
            return Optional.empty();
        }
        new ExprChecker(lookups, problems).literals(expr, at);
        return columns.flatMap(
                scope -> ExprTyper.walk(expr, scope, at, problems).getOrDefault(expr, Optional.empty()));
    }

    private void literals(Expr expr, JsonPointer at) {
        switch (expr) {
            case Expr.Column _, Expr.TextLiteral _, Expr.NumberLiteral _, Expr.BoolLiteral _, Expr.NullLiteral _ -> {}
            case Expr.Arithmetic(var _, var left, var right) -> sides(left, right, at);
            case Expr.Comparison(var _, var left, var right) -> sides(left, right, at);
            case Expr.Logic(var _, var left, var right) -> sides(left, right, at);
            case Expr.Not(var input) -> input(input, at);
            case Expr.Contains(var input, var pattern) -> {
                input(input, at);
                literals(pattern, at.field("pattern"));
            }
            case Expr.Concat(var _, var arguments) -> arguments(arguments, at);
            case Expr.Upper(var input) -> input(input, at);
            case Expr.Lower(var input) -> input(input, at);
            case Expr.Trim(var input) -> input(input, at);
            case Expr.Substring(var input, var _, var length) -> {
                input(input, at);
                if (length.orElse(0) < 0) negativeLength(length.getAsInt(), at);
            }
            case Expr.If(var condition, var then, var otherwise) -> {
                literals(condition, at.field("cond"));
                literals(then, at.field("then"));
                literals(otherwise, at.field("else"));
            }
            case Expr.Coalesce(var arguments) -> arguments(arguments, at);
            case Expr.ParseDate(var input, var format) -> {
                input(input, at);
                format(format, at);
            }
            case Expr.ParseTimestamp(var input, var format, var zone) -> {
                input(input, at);
                format(format, at);
                zone.ifPresent(name -> zone(name, at));
            }
            case Expr.ParseNumber(var input, var decimal, var thousands) -> {
                input(input, at);
                signs(decimal.orElse("."), thousands, at);
            }
            case Expr.DatePart(var _, var input) -> input(input, at);
            case Expr.FromUnix(var input, var _) -> input(input, at);
            case Expr.LookupRef(var path, var input) -> {
                input(input, at);
                lookup(path, at);
            }
            case Expr.Cast(var input, var _, var _) -> input(input, at);
        }
    }

    private void input(Expr input, JsonPointer at) {
        literals(input, at.field("input"));
    }

    private void sides(Expr left, Expr right, JsonPointer at) {
        literals(left, at.field("left"));
        literals(right, at.field("right"));
    }

    private void arguments(List<Expr> arguments, JsonPointer at) {
        JsonPointer list = at.field("args");
        for (int i = 0; i < arguments.size(); i++) literals(arguments.get(i), list.element(i));
    }

    private void negativeLength(int length, JsonPointer at) {
        problems.add(
                "negative_length",
                at.field("length"),
                "substring cannot take " + length + " characters.",
                "Use a length of 0 or more, or leave it out to read to the end.");
    }

    private void format(String format, JsonPointer at) {
        if (DateFormatPattern.parse(format) instanceof DateFormatPattern.Reading.Faulty(var faults)) {
            faults.forEach(fault -> problems.add("bad_date_format", at.field("format"), fault.message(), fault.hint()));
        }
    }

    private void zone(String name, JsonPointer at) {
        if (ZONES.contains(name)) return;
        problems.add(
                "unknown_zone",
                at.field("zone"),
                "There is no time zone " + Quoted.text(name) + ".",
                problems.nearest(name, ZONES)
                        .orElse("Use a name of the IANA database, such as \"Europe/Zurich\", or \"UTC\"."));
    }

    private void signs(String decimal, Optional<String> thousands, JsonPointer at) {
        if (!DECIMAL_SIGNS.contains(decimal)) {
            problems.add(
                    "bad_number_sign",
                    at.field("decimal"),
                    "The decimal sign cannot be " + Quoted.text(decimal) + ".",
                    "Use \".\" or \",\".");
        }
        if (thousands.isEmpty()) return;
        if (!THOUSANDS_SIGNS.contains(thousands.get())) {
            problems.add(
                    "bad_number_sign",
                    at.field("thousands"),
                    "The thousands sign cannot be " + Quoted.text(thousands.get()) + ".",
                    "Use \",\", \".\", a space, \"'\", or \"\" for none.");
        }
        if (thousands.get().equals(decimal)) {
            problems.add(
                    "bad_number_sign",
                    at.field("thousands"),
                    "The decimal sign and the thousands sign are both " + Quoted.text(decimal) + ".",
                    "Give \"decimal\" too, different from \"thousands\".");
        }
    }

    private void lookup(String path, JsonPointer at) {
        if (lookups.contains(path)) return;
        problems.add(
                "unknown_lookup",
                at.field("lookup_id"),
                "There is no lookup " + Quoted.text(path) + ".",
                problems.nearest(path, () -> lookups.candidates(path))
                        .orElse("Define it under lookup_mappings; a child is named \"parent.child\"."));
    }
}
