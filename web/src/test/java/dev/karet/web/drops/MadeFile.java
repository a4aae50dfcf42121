package dev.karet.web.drops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A CSV file such as people have them, the same for the same seed: its columns' spellings, faults and quoting are by chance. */
record MadeFile(byte[] bytes, String text) {

    private static final List<String> DAYS =
            List.of("yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "M/d/yyyy", "d MMM yyyy", "yyyyMMdd", "dd-MM-yy");
    private static final List<String> CLOCKS = List.of("yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy HH:mm", "MM/dd/yyyy hh:mm a");

    /** What a column's cells are like. */
    private enum Kind {
        WHOLE,
        PADDED_WHOLE,
        GROUPED_WHOLE,
        FRACTION,
        PADDED_FRACTION,
        EXPONENT,
        MONEY,
        AMOUNT,
        LONG_AMOUNT,
        DAY,
        PADDED_DAY,
        CLOCK,
        FLAG,
        PADDED_FLAG,
        ZIP,
        WORD,
        CODE,
        LINES
    }

    static MadeFile of(long seed) {
        return new Maker(new Random(seed)).file();
    }

    private static final class Maker {

        private final Random random;
        private final char delimiter;
        private final boolean comma;
        private final String day;
        private final String clock;
        private final String nothing;

        Maker(Random random) {
            this.random = random;
            delimiter = ",;\t|".charAt(random.nextInt(4));
            comma = random.nextInt(3) == 0;
            day = DAYS.get(random.nextInt(DAYS.size()));
            clock = CLOCKS.get(random.nextInt(CLOCKS.size()));
            nothing = List.of("", "", "NA", "-", "null").get(random.nextInt(5));
        }

        MadeFile file() {
            List<Kind> kinds = new ArrayList<>();
            int columns = 2 + random.nextInt(8);
            for (int i = 0; i < columns; i++) kinds.add(Kind.values()[random.nextInt(Kind.values().length)]);
            var text = new StringBuilder();
            for (int i = 0; i < columns; i++)
                text.append(i == 0 ? "" : delimiter).append("Col ").append(i);
            text.append('\n');
            int rows = 30 + random.nextInt(300);
            int broken = random.nextInt(3) == 0 ? random.nextInt(rows) : -1;
            for (int row = 0; row < rows; row++) {
                int cells = random.nextInt(80) == 0 ? columns - 1 : columns;
                for (int i = 0; i < cells; i++) {
                    String cell = i == 0 && row == broken ? "\"broken" : quoted(cell(kinds.get(i)));
                    text.append(i == 0 ? "" : delimiter).append(cell);
                }
                text.append(random.nextInt(50) == 0 ? "\r\n" : "\n");
            }
            Charset charset = switch (random.nextInt(6)) {
                case 0 -> Charset.forName("windows-1252");
                case 1 -> StandardCharsets.UTF_16;
                default -> UTF_8;
            };
            return new MadeFile(text.toString().getBytes(charset), text.toString());
        }

        private String cell(Kind kind) {
            int chance = random.nextInt(120);
            if (chance < 6) return nothing;
            if (chance == 6) return "oops";
            if (chance == 7) return "  ";
            if (chance == 8) return "12.5";
            return switch (kind) {
                case WHOLE -> Integer.toString(random.nextInt(2_000_000) - 1_000_000);
                case PADDED_WHOLE -> padded(Integer.toString(random.nextInt(10_000)));
                case GROUPED_WHOLE -> signs(String.format(Locale.ROOT, "%,d", random.nextInt(10_000_000)));
                case FRACTION -> signs(String.format(Locale.ROOT, "%.3f", random.nextGaussian() * 1_000));
                case PADDED_FRACTION -> padded(signs(String.format(Locale.ROOT, "%.1f", random.nextDouble() * 50)));
                case EXPONENT -> String.format(Locale.ROOT, "%.2e", random.nextGaussian());
                case MONEY -> signs(String.format(Locale.ROOT, "%,.2f", random.nextGaussian() * 10_000));
                case AMOUNT -> amount(signs(String.format(Locale.ROOT, "%,.2f", random.nextDouble() * 10_000)));
                case LONG_AMOUNT ->
                    random.nextInt(4) == 0 ? "$1.05" : (random.nextLong() >>> 5) + "." + (10 + random.nextInt(90));
                case DAY -> written(day);
                case PADDED_DAY -> padded(written(day));
                case CLOCK -> written(clock);
                case FLAG -> random.nextBoolean() ? "true" : "False";
                case PADDED_FLAG -> padded(random.nextBoolean() ? "TRUE" : "false");
                case ZIP -> String.format(Locale.ROOT, "%05d", random.nextInt(100_000));
                case WORD ->
                    List.of("Jürgen", "a b", "x" + delimiter + "y", "5\" pipe", " z ")
                            .get(random.nextInt(5));
                case CODE -> List.of("DE", "FR", "US", "NA", "GB").get(random.nextInt(5));
                case LINES -> random.nextInt(3) == 0 ? "one\ntwo \"three\"" : "one";
            };
        }

        private String padded(String text) {
            return random.nextInt(4) == 0 ? " " + text + "  " : text;
        }

        private String signs(String number) {
            return comma ? number.replace(',', '_').replace('.', ',').replace('_', '.') : number;
        }

        private String amount(String number) {
            return switch (random.nextInt(4)) {
                case 0 -> "$" + number;
                case 1 -> "(" + number + ")";
                case 2 -> number + "-";
                default -> "EUR " + number;
            };
        }

        private String written(String pattern) {
            return LocalDate.of(2020, 1, 1)
                    .plusDays(random.nextInt(1_500))
                    .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                    .format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        }

        private String quoted(String cell) {
            boolean must = cell.indexOf(delimiter) >= 0 || cell.indexOf('\n') >= 0 || cell.startsWith("\"");
            return must || random.nextInt(15) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }
}
