package dev.karet.engine.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code parse_number}: amounts as people write them, with currencies, groups and several ways to be negative. Immutable; thread-safe. */
public final class Amount {

    // Beyond this nothing is an amount; the pattern's own stack would not bear megabytes of groups.
    private static final int LONGEST = 400;

    // A currency sign, letters of a code before one (CA$), or a code of three letters.
    private static final String CURRENCY = "(?:[A-Za-z]{0,3}\\p{Sc}|[A-Za-z]{3})";
    private static final String SIGN = "[+\\-\u2212]";
    private static final String SPACE = "[ \u00A0\u202F]*+";

    private final Pattern pattern;
    private final String thousands;
    private final char decimal;

    /**
     * @param decimal the decimal sign; absent: a point
     * @param thousands the grouping sign, empty for none; absent: the other one of point and comma
     */
    public Amount(Optional<String> decimal, Optional<String> thousands) {
        this.decimal = decimal.orElse(".").charAt(0);
        String group = thousands.orElse(this.decimal == '.' ? "," : ".");
        this.thousands = group.equals(" ") ? " \u00A0\u202F" : group;
        String digits =
                group.isEmpty() ? "[0-9]++" : "[0-9]{1,3}(?:[" + Pattern.quote(this.thousands) + "][0-9]{3})++|[0-9]++";
        String number = "(?<number>(?:" + digits + ")(?:" + Pattern.quote(String.valueOf(this.decimal)) + "[0-9]++)?|"
                + Pattern.quote(String.valueOf(this.decimal)) + "[0-9]++)";
        String before = "(?:(?<s1>" + SIGN + ")" + SPACE + ")?(?<c1>" + CURRENCY + SPACE + ")?(?:(?<s2>" + SIGN + ")"
                + SPACE + ")?";
        String after =
                "(?:" + SPACE + "(?<s3>-|\u2212))?(?<c2>" + SPACE + CURRENCY + ")?(?:" + SPACE + "(?<s4>-|\u2212))?";
        pattern =
                Pattern.compile("(?<open>\\(" + SPACE + ")?" + before + number + after + "(?<close>" + SPACE + "\\))?");
    }

    /** The double that {@code text} spells; null when it spells none. */
    public @Nullable Double read(String text) {
        String trimmed = WhiteSpace.trim(text);
        if (trimmed.length() > LONGEST) return null;
        Matcher matcher = pattern.matcher(trimmed);
        if (!matcher.matches()) return null;
        boolean parentheses = matcher.group("open") != null;
        if (parentheses != (matcher.group("close") != null)) return null;
        if (matcher.group("c1") != null && matcher.group("c2") != null) return null;
        int signs = parentheses ? 1 : 0;
        boolean negative = parentheses;
        for (String name : new String[] {"s1", "s2", "s3", "s4"}) {
            String sign = matcher.group(name);
            if (sign == null) continue;
            signs++;
            negative |= !sign.equals("+");
        }
        if (signs > 1) return null;
        double value = Double.parseDouble(plain(matcher.group("number")));
        if (!Double.isFinite(value)) return null;
        return negative ? 0.0 - value : value;
    }

    private String plain(String number) {
        var plain = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            if (character == decimal) plain.append('.');
            else if (thousands.indexOf(character) < 0) plain.append(character);
        }
        return plain.toString();
    }
}
