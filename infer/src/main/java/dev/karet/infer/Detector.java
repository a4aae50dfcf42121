package dev.karet.infer;

import dev.karet.engine.csv.MalformedRecord;
import dev.karet.infer.Detection.Evidence;
import dev.karet.infer.Detection.Note;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.OtherFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Detects what a CSV file is made of: its format from its beginning, its columns from all of its rows, in two passes. Immutable, thread-safe;
 * memory is bounded by the number of columns and the longest record, whatever the file.
 */
public final class Detector {

    /** A file with more columns is refused. */
    public static final int MOST_COLUMNS = 2_000;

    private final Path directory;

    /** @param directory is there, and is this detector's alone while it works; it holds a few MiB then */
    public Detector(Path directory) {
        this.directory = directory;
    }

    /** A file to look at; {@code sample} when it is only a beginning, whose last record may be cut. */
    public record Question(StoredFile file, Choices choices, boolean sample) {}

    /**
     * Looks at all of a file.
     *
     * @param stopWanted asked about once every 256 KiB
     * @throws Unreadable when nothing can be told of it
     * @throws LookStopped when {@code stopWanted}
     * @throws IOException when the file or the disk failed
     */
    public Detection detect(Question question, BooleanSupplier stopWanted) throws IOException, Unreadable {
        Look look = look(question.file(), question.choices(), question.sample(), stopWanted);
        return conclusion(List.of(look), question.choices(), question.sample(), stopWanted);
    }

    /**
     * Looks at all of several files that are to share a source, as if they were one: types hold over all of them. Lines and the preview are
     * those of the file in which they are.
     *
     * @throws DifferentColumns when they cannot share one
     */
    public Detection detectTogether(List<StoredFile> files, Choices choices, BooleanSupplier stopWanted)
            throws IOException, Unreadable, DifferentColumns {
        List<Look> looks = new ArrayList<>();
        for (StoredFile file : files) {
            looks.add(look(file, choices, false, stopWanted));
            if (!looks.getLast().signature().equals(looks.getFirst().signature())) {
                throw new DifferentColumns(looks.size() - 1);
            }
        }
        return conclusion(looks, choices, false, stopWanted);
    }

    /** What the first pass over a file has found. */
    private record Look(
            StoredFile file,
            Beginning beginning,
            Sniffer.Found found,
            CsvFormat dialect,
            Profile profile,
            boolean windows1252) {

        List<String> headers() {
            return Detector.headers(profile);
        }

        String signature() {
            return Conclusion.signature(dialect, headers());
        }
    }

    private Look look(StoredFile file, Choices choices, boolean sample, BooleanSupplier stopWanted)
            throws IOException, Unreadable {
        Choices.Format chosen = choices.format();
        Beginning beginning = Beginning.of(file, chosen.encoding());
        if (beginning.text().isBlank()) throw new Unreadable("The file is empty.");
        Sniffer.Found found = Sniffer.find(beginning.text(), beginning.whole() && !sample);
        CsvFormat dialect = dialect(found, chosen, beginning.stated());
        Profile[] profile = {new Profile()};
        Records.Summary summary =
                new Records(file, directory, stopWanted).read(dialect, () -> profile[0] = new Profile());
        if (profile[0].columns.isEmpty()) throw new Unreadable("The file has no rows and no header.");
        return new Look(file, beginning, found, dialect, profile[0], summary.windows1252());
    }

    private Detection conclusion(List<Look> looks, Choices choices, boolean sample, BooleanSupplier stopWanted)
            throws IOException, Unreadable {
        Look one = looks.getFirst();
        List<String> headers = one.headers();
        List<ColumnProfile> counted = one.profile().columns;
        for (Look more : looks.subList(1, looks.size())) {
            for (int i = 0; i < counted.size(); i++)
                counted.get(i).add(more.profile().columns.get(i));
        }
        NumberStyle style = style(counted, choices.format());
        List<Reading> first = decisions(counted, headers, style, choices, NullWords.UNKNOWN).stream()
                .map(ColumnDecision::decide)
                .toList();
        NullWords words = NullWords.of(counted, first, choices.format().nullValues());
        List<ColumnDecision> decisions = decisions(counted, headers, style, choices, words);
        List<Reading> readings = decisions.stream().map(ColumnDecision::decide).toList();
        List<Evidence> numbers = numbers(counted, readings, style, choices.format());
        CsvFormat dialect = one.dialect();
        CsvFormat format = new CsvFormat(
                dialect.delimiter(),
                dialect.quote(),
                dialect.escape(),
                dialect.encoding(),
                dialect.header(),
                dialect.skipRows(),
                words.inOrder(),
                style.decimal(),
                style.thousands(),
                OtherFields.NONE);
        Judgement judgement = new Judgement(format, readings);
        for (Look look : looks) {
            // Its encoding is known by now, so that reading never begins again.
            CsvFormat known = look.windows1252() ? Records.inWindows1252(format) : format;
            new Records(look.file(), directory, stopWanted).read(known, () -> judgement);
        }
        String encoding = one.windows1252() ? "windows-1252" : one.beginning().encoding();
        List<Evidence> evidence = evidence(one.found(), format, encoding, one.beginning());
        evidence.addAll(numbers);
        return new Conclusion(format, headers, decisions, readings, one.profile(), judgement, choices)
                .detection(encoding, evidence, notes(one.profile(), one.found(), headers), !sample);
    }

    private static List<ColumnDecision> decisions(
            List<ColumnProfile> columns, List<String> headers, NumberStyle style, Choices choices, NullWords words) {
        List<ColumnDecision> decisions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            decisions.add(new ColumnDecision(columns.get(i), headers.get(i), style, choices.column(i), words));
        }
        return decisions;
    }

    private static CsvFormat dialect(Sniffer.Found found, Choices.Format chosen, Optional<String> encoding) {
        String quote = chosen.quote().orElse(String.valueOf(found.quote()));
        String escape = chosen.escape().orElse(found.escaped() && quote.equals("\"") ? "\\" : quote);
        return new CsvFormat(
                chosen.delimiter().orElse(String.valueOf(found.delimiter())),
                quote,
                escape,
                encoding,
                chosen.header().orElse(found.header()),
                chosen.skipRows().orElse(found.skipRows()),
                List.of(),
                ".",
                "",
                OtherFields.NONE);
    }

    private static NumberStyle style(List<ColumnProfile> columns, Choices.Format chosen) {
        if (chosen.decimal().isPresent() || chosen.thousands().isPresent()) {
            String decimal = chosen.decimal().orElse(".");
            String thousands = chosen.thousands().orElse("");
            return NumberStyle.ALL.stream()
                    .filter(style ->
                            style.decimal().equals(decimal) && style.thousands().equals(thousands))
                    .findFirst()
                    .orElseGet(() -> NumberStyle.of(decimal, thousands));
        }
        int best = 0;
        long most = -1;
        for (int i = 0; i < NumberStyle.ALL.size(); i++) {
            long fits = 0;
            for (ColumnProfile column : columns) {
                boolean likely = column.values > 0 && column.numbers[i] >= ColumnDecision.ENOUGH * column.values;
                if (likely) fits += column.numbers[i] - column.wholes;
            }
            if (fits > most) {
                most = fits;
                best = i;
            }
        }
        return NumberStyle.ALL.get(best);
    }

    /** How sure the decimal sign is, where there are numbers that have one: not at all when each may as well stand before thousands. */
    private static List<Evidence> numbers(
            List<ColumnProfile> columns, List<Reading> readings, NumberStyle style, Choices.Format chosen) {
        if (chosen.decimal().isPresent()) return List.of();
        long signed = 0;
        long unclear = 0;
        int at = Math.max(0, NumberStyle.ALL.indexOf(style));
        for (int i = 0; i < columns.size(); i++) {
            if (!readings.get(i).type().isNumeric()) continue;
            signed += Math.max(0, columns.get(i).numbers[at] - columns.get(i).wholes);
            unclear += columns.get(i).threeDigits;
        }
        if (signed == 0) return List.of();
        boolean told = unclear < signed;
        String sign = style.isPointed() ? "a point" : "a comma";
        return List.of(new Evidence(
                "decimal",
                told ? 1 : 0.5,
                told
                        ? "Numbers have %s as the decimal sign.".formatted(sign)
                        : "Numbers such as 1.234 may have a decimal sign or one between thousands; %s is taken for the decimal sign, so please check."
                                .formatted(sign)));
    }

    private static List<String> headers(Profile profile) {
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < profile.columns.size(); i++) {
            headers.add(profile.names.isPresent() ? profile.names.get().get(i) : "column_" + (i + 1));
        }
        return headers;
    }

    private static List<Evidence> evidence(
            Sniffer.Found found, CsvFormat format, String encoding, Beginning beginning) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "encoding", beginning.encoding().equals(encoding) ? 1 : 0.9, "The text is %s.".formatted(encoding)));
        String sign = format.delimiter().equals("\t") ? "a tab" : "\"" + format.delimiter() + "\"";
        evidence.add(new Evidence(
                "delimiter",
                found.share(),
                "With %s between fields, %s of the first records have %d."
                        .formatted(sign, ColumnDecision.percent(found.share()), found.columns())));
        evidence.add(new Evidence(
                "header",
                0.9,
                format.header()
                        ? "The first record names the columns."
                        : "The first record holds values as the others do, so columns have no names."));
        if (format.skipRows() > 0) {
            evidence.add(new Evidence(
                    "skip_rows",
                    0.9,
                    "The first %d lines have another number of fields than the rest.".formatted(format.skipRows())));
        }
        if (!format.nullValues().isEmpty()) {
            evidence.add(new Evidence(
                    "null_values",
                    0.9,
                    "Columns of numbers or dates have %s where they have no value."
                            .formatted(String.join(", ", format.nullValues()))));
        }
        return evidence;
    }

    private static List<Note> notes(Profile profile, Sniffer.Found found, List<String> headers) {
        List<Note> notes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int empty = 0;
        Set<String> twice = new TreeSet<>();
        for (String header : headers) {
            if (header.isBlank()) empty++;
            else if (!seen.add(header)) twice.add(header);
        }
        if (empty > 0) notes.add(new Note("empty_names", "%d columns have no name, and got one.".formatted(empty)));
        if (!twice.isEmpty()) {
            notes.add(new Note(
                    "duplicate_names",
                    "More than one column is called %s; columns are then taken by their place, which only works for files with the same order."
                            .formatted(String.join(", ", twice))));
        }
        if (found.skipRows() > 0) {
            notes.add(new Note("preamble", "%d lines before the header are skipped.".formatted(found.skipRows())));
        }
        if (found.header() && hasSecondHeader(profile)) {
            notes.add(
                    new Note(
                            "second_header",
                            "The first row below the header looks like a second header, since its values come nowhere else in their columns; it would be counted as a row, or rejected where numbers are expected."));
        }
        if (profile.totals)
            notes.add(new Note(
                    "total_row", "The last row looks like a total of the others; it would be counted as a row."));
        return notes;
    }

    /** Among values that come again and again, a row that has hardly any of them is none. */
    private static boolean hasSecondHeader(Profile profile) {
        List<ColumnProfile> repeating =
                profile.columns.stream().filter(ColumnProfile::repeats).toList();
        long alone = repeating.stream().filter(ColumnProfile::firstStandsAlone).count();
        return alone >= 3 && alone * 10 >= repeating.size() * 8L;
    }

    /** The first pass: what the cells of every column have in common. */
    static final class Profile implements Records.Visitor {

        Optional<List<String>> names = Optional.empty();
        final List<ColumnProfile> columns = new ArrayList<>();
        boolean totals;

        @Override
        public void columns(Optional<List<String>> found, int count) {
            names = found;
            for (int i = 0; i < count; i++) columns.add(new ColumnProfile());
        }

        @Override
        public boolean record(long number, List<Cell> cells) {
            for (int i = 0; i < cells.size(); i++) {
                if (number == 0) columns.get(i).addFirst(cells.get(i));
                else columns.get(i).add(cells.get(i));
            }
            String first = cells.getFirst().text().strip();
            totals = first.length() < 20
                    && first.matches("(?i)(grand )?(total|sum|summe|gesamt|gesamtsumme|subtotal)s?:?");
            return false;
        }

        @Override
        public void line(long number, long line) {
            throw new IllegalStateException("no line was wanted");
        }

        @Override
        public void malformed(MalformedRecord malformed) {
            totals = false;
        }
    }

    /** The second pass: what every cell becomes, and which rows would be rejected. */
    static final class Judgement implements Records.Visitor {

        private static final int PREVIEW = 100;
        private static final int REJECTS = 20;
        private static final int EXAMPLES = 5;
        private static final int SAMPLES = 5;
        private static final int LONGEST = 200;

        private final List<Reading> readings;
        private final Set<String> words;
        final List<ColumnJudgement> columns = new ArrayList<>();
        final List<Detection.Reject> rejects = new ArrayList<>();
        final List<Detection.Row> preview = new ArrayList<>();
        private final Map<Long, List<Integer>> wanted = new HashMap<>();
        private final Map<Long, List<Detection.Cell>> rows = new HashMap<>();
        private final Map<Long, List<String>> values = new HashMap<>();
        long read;
        long rejected;
        long malformed;

        Judgement(CsvFormat format, List<Reading> readings) {
            this.readings = readings;
            this.words = Set.copyOf(format.nullValues());
            for (int i = 0; i < readings.size(); i++) columns.add(new ColumnJudgement());
        }

        static final class ColumnJudgement {
            long nulls;
            long fits;
            long misfits;
            Optional<Comparable<?>> min = Optional.empty();
            Optional<Comparable<?>> max = Optional.empty();
            final List<String> samples = new ArrayList<>();
            final List<Detection.Example> examples = new ArrayList<>();
            int asked;
        }

        @Override
        public void columns(Optional<List<String>> found, int count) {
            if (count != readings.size()) throw new IllegalStateException("the file changed between two looks");
        }

        @Override
        public boolean record(long number, List<Cell> cells) {
            read++;
            boolean show = read <= PREVIEW;
            List<Detection.Cell> shown = show ? new ArrayList<>(cells.size()) : List.of();
            List<Integer> misfitting = List.of();
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                Reading reading = readings.get(i);
                ColumnJudgement column = columns.get(i);
                Outcome outcome = reading.isNullWord(cell, words) ? Outcome.Without.NOTHING : reading.value(cell);
                switch (outcome) {
                    case Outcome.Value(var value) -> fits(column, value);
                    case Outcome.Without.NOTHING -> column.nulls++;
                    case Outcome.Without.MISFIT -> {
                        column.misfits++;
                        if (misfitting.isEmpty()) misfitting = new ArrayList<>();
                        misfitting.add(i);
                    }
                }
                if (show) shown.add(shown(cell, reading, outcome));
            }
            if (!misfitting.isEmpty()) rejected++;
            if (show) rows.put(number, shown);
            boolean wants = wants(number, cells, misfitting);
            return show || wants;
        }

        private static Detection.Cell shown(Cell cell, Reading reading, Outcome outcome) {
            boolean nothing = cell.text().isEmpty() && !cell.quoted();
            Optional<String> raw = nothing ? Optional.empty() : Optional.of(cut(cell.text()));
            return switch (outcome) {
                case Outcome.Value(var value) ->
                    new Detection.Cell(raw, Optional.of(cut(Reading.shown(value))), Optional.empty());
                case Outcome.Without.NOTHING -> new Detection.Cell(raw, Optional.empty(), Optional.empty());
                case Outcome.Without.MISFIT ->
                    new Detection.Cell(
                            raw,
                            Optional.empty(),
                            Optional.of("This is no " + reading.type().label() + "."));
            };
        }

        private boolean wants(long number, List<Cell> cells, List<Integer> misfitting) {
            boolean wants = false;
            for (int i : misfitting) {
                if (columns.get(i).asked < EXAMPLES) {
                    columns.get(i).asked++;
                    wants = true;
                }
            }
            if (wants) {
                wanted.put(number, misfitting);
                values.put(
                        number,
                        misfitting.stream().map(i -> cut(cells.get(i).text())).toList());
            }
            return wants;
        }

        private void fits(ColumnJudgement column, Comparable<?> value) {
            column.fits++;
            if (column.min.isEmpty() || less(value, column.min.get())) column.min = Optional.of(value);
            if (column.max.isEmpty() || less(column.max.get(), value)) column.max = Optional.of(value);
            if (column.samples.size() < SAMPLES) {
                String text = cut(Reading.shown(value));
                if (!column.samples.contains(text)) column.samples.add(text);
            }
        }

        @SuppressWarnings("unchecked")
        private static boolean less(Comparable<?> one, Comparable<?> other) {
            return ((Comparable<Object>) one).compareTo(other) < 0;
        }

        @Override
        public void line(long number, long line) {
            List<Detection.Cell> row = rows.remove(number);
            if (row != null) preview.add(new Detection.Row(line, row));
            List<Integer> misfitting = wanted.remove(number);
            List<String> texts = values.remove(number);
            if (misfitting == null || texts == null) return;
            for (int i = 0; i < misfitting.size(); i++) {
                ColumnJudgement column = columns.get(misfitting.get(i));
                if (column.examples.size() < EXAMPLES) column.examples.add(new Detection.Example(line, texts.get(i)));
            }
            if (rejects.size() < REJECTS) {
                Reading reading = readings.get(misfitting.getFirst());
                rejects.add(new Detection.Reject(
                        line,
                        Optional.of(misfitting.getFirst()),
                        Optional.of(texts.getFirst()),
                        "This is no " + reading.type().label() + "."));
            }
        }

        @Override
        public void malformed(MalformedRecord record) {
            malformed++;
            if (rejects.size() < REJECTS) {
                rejects.add(new Detection.Reject(
                        record.line(),
                        Optional.empty(),
                        Optional.of(cut(record.raw())),
                        "The record " + record.reason() + "."));
            }
        }

        private static String cut(String text) {
            if (text.length() <= LONGEST) return text;
            int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            return text.substring(0, end) + "…";
        }

        Detection.Rows account() {
            return new Detection.Rows(read + malformed, read - rejected, rejected + malformed, malformed);
        }
    }
}
