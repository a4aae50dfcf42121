package dev.karet.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Generates bank statements that are the same on every machine: date, description, amount and account, one CSV file a month.
 *
 * <p>About three descriptions in four hold the name of a merchant among {@link #patterns}, so that a keyword lookup has something to find and
 * something to miss.
 */
final class BankStatements {

    static final String HEADER = "date,description,amount,account\n";

    /** Whether a file holds the rows of its own month, or any file rows of every month. */
    enum Order {
        MONTHLY,
        SHUFFLED
    }

    private static final YearMonth FIRST_MONTH = YearMonth.of(2022, 1);
    private static final int MERCHANTS = 2_700;
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta", "ve", "wi",
        "xo", "zu"
    };
    private static final String[] KINDS = {"Cafe", "Mart", "Gas", "Books", "Deli", "Gym", "Taxi", "Shop"};
    private static final String[] LEADS = {"", "", "", "POS ", "SQ *", "  "};
    private static final String[] TAILS = {"", " CA", " US", " #", " ON"};

    private final List<byte[]> merchants;
    private final List<String> names;

    BankStatements() {
        var random = new Random(7);
        var distinct = new LinkedHashSet<String>();
        while (distinct.size() < MERCHANTS) {
            var name = new StringBuilder();
            for (int i = 0; i < 3; i++) name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
            distinct.add(
                    name.append(' ').append(KINDS[random.nextInt(KINDS.length)]).toString());
        }
        names = List.copyOf(distinct);
        merchants = names.stream()
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** The first {@code count} merchants in upper case, as a lookup's patterns. */
    List<String> patterns(int count) {
        return names.subList(0, count).stream()
                .map(name -> name.toUpperCase(java.util.Locale.ROOT))
                .toList();
    }

    /** Writes {@code rows} rows over {@code files} files into {@code folder}, or leaves files that an earlier call finished. */
    List<Path> write(Path folder, Order order, long rows, int files) throws IOException {
        Files.createDirectories(folder);
        var paths = new ArrayList<Path>();
        for (int file = 0; file < files; file++)
            paths.add(folder.resolve("statement-" + FIRST_MONTH.plusMonths(file) + ".csv"));
        Path done = folder.resolve("done-" + rows);
        if (Files.exists(done)) return paths;
        var outputs = new ArrayList<OutputStream>();
        try {
            for (Path path : paths) {
                var output = new BufferedOutputStream(Files.newOutputStream(path), 1 << 17);
                output.write(HEADER.getBytes(StandardCharsets.US_ASCII));
                outputs.add(output);
            }
            writeRows(outputs, order, rows);
        } finally {
            for (OutputStream output : outputs) output.close();
        }
        Files.createFile(done);
        return paths;
    }

    private void writeRows(List<OutputStream> outputs, Order order, long rows) throws IOException {
        var content = new SplittableRandom(20_240_101);
        var place = new SplittableRandom(42);
        var line = new Line();
        for (long row = 0; row < rows; row++) {
            int month = (int) (row * outputs.size() / rows);
            int file = place.nextInt(outputs.size());
            writeRow(line, content, FIRST_MONTH.plusMonths(month));
            line.writeTo(outputs.get(order == Order.MONTHLY ? month : file));
        }
    }

    private void writeRow(Line line, SplittableRandom random, YearMonth month) {
        line.number(month.getYear(), 4)
                .text("-")
                .number(month.getMonthValue(), 2)
                .text("-");
        line.number(1 + random.nextInt(month.lengthOfMonth()), 2).text(",");
        line.text(LEADS[random.nextInt(LEADS.length)]).bytes(merchants.get(random.nextInt(MERCHANTS)));
        String tail = TAILS[random.nextInt(TAILS.length)];
        line.text(tail);
        if (tail.endsWith("#")) line.number(random.nextInt(10_000), 4);
        else line.text(" ").number(random.nextInt(1_000), 3);
        line.text(random.nextInt(12) == 0 ? "," : ",-")
                .number(1 + random.nextInt(400), 1)
                .text(".")
                .number(random.nextInt(100), 2);
        line.text(",ACC-").number(1 + random.nextInt(60), 7).text("\n");
    }

    /** One line of ASCII under construction, without an object a field. */
    private static final class Line {
        private final byte[] bytes = new byte[256];
        private int length;

        Line text(String text) {
            for (int i = 0; i < text.length(); i++) bytes[length++] = (byte) text.charAt(i);
            return this;
        }

        Line bytes(byte[] more) {
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
            return this;
        }

        Line number(int value, int minDigits) {
            int digits = minDigits;
            for (int rest = value / (int) Math.pow(10, minDigits); rest > 0; rest /= 10) digits++;
            for (int i = digits - 1, rest = value; i >= 0; i--, rest /= 10)
                bytes[length + i] = (byte) ('0' + rest % 10);
            length += digits;
            return this;
        }

        void writeTo(OutputStream output) throws IOException {
            output.write(bytes, 0, length);
            length = 0;
        }
    }
}
