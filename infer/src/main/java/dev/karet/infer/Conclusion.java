package dev.karet.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.infer.Choices.Partitioning;
import dev.karet.infer.Detection.Column;
import dev.karet.infer.Detection.Role;
import dev.karet.infer.Detector.Judgement;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Decimal;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.CsvFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts together what two passes over a file have found. For one thread, once. */
final class Conclusion {

    private static final int MOST_MONTHS = 600;

    private final CsvFormat format;
    private final List<String> headers;
    private final List<ColumnDecision> decisions;
    private final List<Reading> readings;
    private final Detector.Profile profile;
    private final Judgement judgement;
    private final Choices choices;

    Conclusion(
            CsvFormat format,
            List<String> headers,
            List<ColumnDecision> decisions,
            List<Reading> readings,
            Detector.Profile profile,
            Judgement judgement,
            Choices choices) {
        this.format = format;
        this.headers = headers;
        this.decisions = decisions;
        this.readings = readings;
        this.profile = profile;
        this.judgement = judgement;
        this.choices = choices;
    }

    Detection detection(
            String encoding, List<Detection.Evidence> evidence, List<Detection.Note> notes, boolean complete) {
        List<String> names = Names.columns(headers);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) columns.add(column(i, names.get(i)));
        return new Detection(
                format,
                encoding,
                evidence,
                notes,
                complete,
                judgement.account(),
                columns,
                judgement.rejects,
                judgement.preview,
                signature(format, headers),
                partition(columns));
    }

    private Column column(int index, String name) {
        var judged = judgement.columns.get(index);
        ColumnProfile counted = profile.columns.get(index);
        ColumnDecision decision = decisions.get(index);
        Reading reading = readings.get(index);
        Choices.Column choice = choices.column(index);
        long values = judged.fits + judged.misfits;
        return new Column(
                index,
                headers.get(index),
                choice.name().orElse(name),
                reading,
                role(index),
                values == 0 ? 1 : (double) judged.fits / values,
                decision.message,
                values,
                judged.nulls,
                counted.distinct.size(),
                counted.moreDistinct,
                judged.min.map(Reading::shown).map(Conclusion::cut),
                judged.max.map(Reading::shown).map(Conclusion::cut),
                judged.samples,
                judged.misfits,
                judged.examples,
                reading instanceof Reading.Dated dated ? Optional.of(dated.format()) : Optional.empty(),
                decision.formats(),
                decision.ambiguous && choice.dateFormat().isEmpty(),
                choice.skip());
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }

    private Role role(int index) {
        ColumnProfile counted = profile.columns.get(index);
        DataType type = readings.get(index).type();
        String header = headers.get(index).toLowerCase(Locale.ROOT).strip();
        if (counted.values == 0) return Role.EMPTY;
        if (decisions.get(index).identifier) return Role.IDENTIFIER;
        if (type == Simple.DATE || type == Simple.TIMESTAMP) return Role.DATE;
        if (type == Simple.BOOL) return Role.FLAG;
        if (type.isNumeric() && within(index, 90) && header.matches(".*(^|[^a-z])lat(itude)?([^a-z].*)?"))
            return Role.LATITUDE;
        if (type.isNumeric()
                && within(index, 180)
                && header.matches(".*(^|[^a-z])(lon|lng|long)(gitude)?([^a-z].*)?")) {
            return Role.LONGITUDE;
        }
        boolean amount = type instanceof Decimal || readings.get(index) instanceof Reading.Amounts;
        if (type.isNumeric() && (amount || decisions.get(index).isMoney())) return Role.AMOUNT;
        if (type.isNumeric()) return Role.MEASURE;
        if (isCountry(counted, header)) return Role.COUNTRY;
        if (!counted.moreDistinct && counted.values >= counted.distinct.size() * 2L && counted.distinct.size() <= 200) {
            return Role.CATEGORY;
        }
        return Role.TEXT;
    }

    private boolean within(int index, double most) {
        var judged = judgement.columns.get(index);
        return judged.min.filter(min -> ((Number) min).doubleValue() >= -most).isPresent()
                && judged.max
                        .filter(max -> ((Number) max).doubleValue() <= most)
                        .isPresent();
    }

    private static boolean isCountry(ColumnProfile counted, String header) {
        if (!header.matches(".*(country|nation|land|pays|pais).*") || counted.moreDistinct) return false;
        Set<String> codes = Set.of(Locale.getISOCountries());
        long known = counted.distinct.stream()
                .filter(value -> codes.contains(value) || Countries.NAMES.contains(value.toLowerCase(Locale.ROOT)))
                .count();
        return known * 10 >= counted.distinct.size() * 8L;
    }

    /** English names of countries and their codes of three letters. */
    private static final class Countries {
        private static final Set<String> NAMES = names();

        private static Set<String> names() {
            Set<String> names = new java.util.HashSet<>();
            for (String code : Locale.getISOCountries()) {
                Locale country = Locale.of("", code);
                names.add(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT));
                names.add(country.getISO3Country().toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    /** The same for files that can share one source. */
    static String signature(CsvFormat format, List<String> headers) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            String text = format.delimiter()
                    + format.quote()
                    + format.header()
                    + format.skipRows()
                    + String.join("\u0001", headers);
            return HexFormat.of().formatHex(hash.digest(text.getBytes(UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** By month when the first good date spans some of them, by year when it spans very many; not at all for little data. */
    private Optional<Detection.Partition> partition(List<Column> columns) {
        for (Column column : columns) {
            if (column.skip() || column.reading().type() != Simple.DATE || column.nulls() > 0) continue;
            var judged = judgement.columns.get(column.index());
            if (judged.min.isEmpty() || judged.max.isEmpty()) continue;
            long months = ChronoUnit.MONTHS.between((LocalDate) judged.min.get(), (LocalDate) judged.max.get()) + 1;
            Partitioning proposed =
                    months < 2 ? Partitioning.NONE : months <= 120 ? Partitioning.MONTH : Partitioning.YEAR;
            if (months > MOST_MONTHS * 2 || judgement.read / Math.max(1, months) < 20) proposed = Partitioning.NONE;
            Partitioning granularity = choices.partition().orElse(proposed);
            if (granularity != Partitioning.NONE)
                return Optional.of(new Detection.Partition(column.name(), granularity));
            return Optional.empty();
        }
        return Optional.empty();
    }
}
