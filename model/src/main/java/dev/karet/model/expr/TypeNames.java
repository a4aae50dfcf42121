package dev.karet.model.expr;

import dev.karet.model.NearestName;
import dev.karet.model.Quoted;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of types as configs and expressions write them. Pure functions. */
public final class TypeNames {

    /** What older configs call float64. */
    private static final String NUMBER = "number";

    private static final Pattern DECIMAL = Pattern.compile("decimal\\( *([0-9]{1,4}) *, *([0-9]{1,4}) *\\)");

    private TypeNames() {}

    /** What became of a type's name. */
    public sealed interface Reading {

        record Type(DataType type) implements Reading {}

        /** No type is called so. */
        record Faulty(String message, String hint) implements Reading {}
    }

    /** The type called {@code name}; {@code number} is float64. */
    public static Reading read(String name) {
        if (name.equals(NUMBER)) return new Reading.Type(Simple.FLOAT64);
        for (Simple simple : Simple.values()) {
            if (simple.label().equals(name)) return new Reading.Type(simple);
        }
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return new Reading.Faulty("There is no type " + Quoted.text(name) + ".", hint(name));
    }

    /** The decimal type of {@code precision} digits, {@code scale} of them after the point. */
    public static Reading decimal(int precision, int scale) {
        if (precision < 1 || precision > Decimal.MAX_PRECISION || scale < 0 || scale > precision) {
            return new Reading.Faulty(
                    "There is no type decimal(" + precision + "," + scale + ").",
                    "A decimal(p,s) has 1 to 38 digits (p), and at most that many of them after the point (s).");
        }
        return new Reading.Type(new Decimal(precision, scale));
    }

    private static String hint(String name) {
        List<String> names = new ArrayList<>(List.of(NUMBER, "decimal(12,2)"));
        for (Simple simple : Simple.values()) names.add(simple.label());
        Optional<String> nearest = name.startsWith("decimal") ? Optional.empty() : NearestName.hint(name, names);
        return nearest.orElse("The types are string, int64, float64, bool, date, timestamp and decimal(p,s).");
    }
}
