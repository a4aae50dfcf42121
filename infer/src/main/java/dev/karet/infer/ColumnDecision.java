package dev.karet.infer;

import dev.karet.infer.Detection.DateFormat;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides what a column is from its profile, its name, and what a person chose. Pure. */
final class ColumnDecision {

    /** Fewer than this share of values fitting, and the column stays text. */
    static final double ENOUGH = 0.95;

    private static final Pattern IDENTIFIER_NAME = Pattern.compile(
            "(?i)(.*[^a-z])?(id|ids|iban|bic|isbn|ean|sku|zip|zipcode|plz|postcode|postal.?code|phone|tel|telephone|fax|account|konto|uuid|guid|code|ref|reference|nr|number)");

    private final ColumnProfile profile;
    private final NumberStyle style;
    private final Choices.Column choice;
    private final List<ColumnProfile.DateCount> dates;
    private final String header;
    private final Set<String> words;
    private final boolean said;
    String message = "";
    boolean ambiguous;
    boolean identifier;

    ColumnDecision(ColumnProfile profile, String header, NumberStyle style, Choices.Column choice, NullWords nulls) {
        this.words = profile.nullWords.keySet().stream()
                .filter(word -> nulls.isNull(word) && (nulls.isUnsaid(word) || profile.disguisedWords.contains(word)))
                .collect(Collectors.toSet());
        this.said = profile.nullWords.keySet().stream().noneMatch(nulls::isUnsaid);
        this.profile = profile;
        this.header = header;
        this.style = style;
        this.choice = choice;
        this.dates = profile.dates();
    }

    /** The best formats with their rates. */
    List<DateFormat> formats() {
        return dates.stream()
                .limit(8)
                .map(count -> new DateFormat(
                        count.format().format(),
                        count.format().time() ? Simple.TIMESTAMP : Simple.DATE,
                        share(count.fits())))
                .toList();
    }

    Reading decide() {
        if (choice.dateFormat().isPresent()) {
            boolean time = choice.type()
                    .map(type -> type == Simple.TIMESTAMP)
                    .orElseGet(() -> choice.dateFormat().get().matches(".*%[HIMSf].*"));
            message = "Chosen.";
            return Reading.Dated.of(
                    time ? Simple.TIMESTAMP : Simple.DATE, choice.dateFormat().get(), words);
        }
        if (choice.type().isPresent()) {
            message = "Chosen.";
            return chosen(choice.type().get());
        }
        return detected();
    }

    private Reading chosen(DataType type) {
        if (type == Simple.TEXT) return new Reading.Text();
        if (type == Simple.DATE || type == Simple.TIMESTAMP) {
            return dates.stream()
                    .filter(count -> type == Simple.DATE || count.format().time())
                    .findFirst()
                    .map(count -> dated(type, count))
                    .orElseGet(() -> declared(type));
        }
        boolean amounts =
                type.isNumeric() && type != Simple.INT64 && amountStyle().isPresent();
        return amounts ? new Reading.Amounts(type, amountStyle().get(), words) : declared(type);
    }

    /** By the source itself, unless there are blanks around values or words for nothing that only this column has. */
    private Reading declared(DataType type) {
        if (profile.padded == 0 && said) return new Reading.Declared(type, style);
        if (!type.isNumeric() || style.isPlain()) return new Reading.Trimmed(type, words);
        if (type != Simple.INT64) return new Reading.Amounts(type, style, words);
        boolean digitsAlone = profile.wholes >= profile.numbers[Math.max(0, NumberStyle.ALL.indexOf(style))];
        if (digitsAlone || choice.type().isPresent()) return new Reading.Trimmed(type, words);
        return new Reading.Amounts(new Decimal(Math.clamp(profile.longestWhole, 18, 38), 0), style, words);
    }

    private Reading dated(DataType type, ColumnProfile.DateCount count) {
        return Reading.Dated.of(type, count.format().format(), words);
    }

    private Reading detected() {
        if (profile.values == 0) {
            message = "Every cell is empty.";
            return new Reading.Text();
        }
        int styleAt = NumberStyle.ALL.indexOf(style);
        if (enough(profile.bools)) {
            message = "The values are true and false.";
            return declared(Simple.BOOL);
        }
        boolean digitsOnly = enough(profile.wholes);
        boolean eightDigits = digitsOnly
                && profile.longestDigits == 8
                && profile.distinct.stream().allMatch(v -> v.length() == 8);
        if (!dates.isEmpty() && enough(dates.getFirst().fits()) && (!digitsOnly || (eightDigits && plausible()))) {
            return date();
        }
        if (digitsOnly) return whole();
        if (enough(profile.numbers[styleAt])) return number();
        Optional<NumberStyle> amounts = amountStyle();
        if (amounts.isPresent()) {
            message = "The values are amounts, with currency signs, parentheses or signs of their own.";
            return new Reading.Amounts(decimal(), amounts.get(), words);
        }
        message = "The values are texts.";
        return new Reading.Text();
    }

    private Reading date() {
        ColumnProfile.DateCount best = dates.getFirst();
        ambiguous = dates.size() > 1
                && dates.get(1).fits() == best.fits()
                && swapped(best.format().format()).equals(dates.get(1).format().format());
        message = ambiguous
                ? "Every value fits %s as well as %s; nothing in the file tells day from month, so please say which."
                        .formatted(best.format().format(), dates.get(1).format().format())
                : "%s fits %s of the values.".formatted(best.format().format(), percent(share(best.fits())));
        return dated(best.format().time() ? Simple.TIMESTAMP : Simple.DATE, best);
    }

    private static String swapped(String format) {
        return format.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m");
    }

    /** Whether eight digits are rather days than numbers. */
    private boolean plausible() {
        return profile.distinct.stream().allMatch(value -> value.startsWith("19") || value.startsWith("20"));
    }

    private Reading whole() {
        boolean named = IDENTIFIER_NAME.matcher(header.strip()).matches();
        if (profile.leadingZeros > 0 && !profile.signed) {
            identifier = true;
            message = "Digits with zeros in front, which a number would lose.";
            return new Reading.Text();
        }
        if (profile.longestDigits > 18 || (profile.longestDigits >= 10 && named)) {
            identifier = true;
            message = "Long runs of digits, which are rather a name than a number.";
            return new Reading.Text();
        }
        if (named && profile.moreDistinct) identifier = true;
        message = "The values are whole numbers.";
        return declared(Simple.INT64);
    }

    private Reading number() {
        message = "The values are numbers with %s as the decimal sign."
                .formatted(style.decimal().equals(".") ? "a point" : "a comma");
        boolean money =
                profile.longestFraction > 0 && profile.longestFraction <= 4 && profile.exponents == 0 && isMoney();
        if (profile.longestFraction == 0 && profile.exponents == 0) return declared(Simple.INT64);
        return declared(money ? decimal() : Simple.FLOAT64);
    }

    boolean isMoney() {
        return header.toLowerCase(Locale.ROOT)
                .matches(
                        ".*(amount|price|total|cost|sum|betrag|preis|umsatz|revenue|sales|balance|saldo|fee|tax|salary|wage|budget|charge|payment|paid|fare|tip|debit|credit|montant|prix|importe|eur|usd|gbp).*");
    }

    private DataType decimal() {
        int scale = Math.min(profile.longestFraction, 10);
        return new Decimal(Math.min(38, Math.max(18, profile.longestWhole + scale + 2)), scale);
    }

    private Optional<NumberStyle> amountStyle() {
        int at = profile.amounts[1] > profile.amounts[0] ? 1 : 0;
        boolean more = profile.amounts[at] > profile.numbers[Math.max(0, NumberStyle.ALL.indexOf(style))];
        return more && enough(profile.amounts[at]) ? Optional.of(NumberStyle.ALL.get(2 + at)) : Optional.empty();
    }

    private boolean enough(long fits) {
        return profile.values > 0 && share(fits) >= ENOUGH;
    }

    private double share(long fits) {
        return profile.values == 0 ? 1 : (double) fits / profile.values;
    }

    static String percent(double share) {
        if (share == 1) return "100 %";
        return String.format(Locale.ROOT, "%.4s %%", Math.min(99.99, share * 100));
    }
}
