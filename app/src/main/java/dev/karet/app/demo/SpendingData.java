package dev.karet.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.pipeline.templates.CardTransactions;
import dev.karet.model.pipeline.templates.CardTransactions.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Two years of a household's card transactions as its banks might deliver them: 24 monthly files of 100,000 records in all, the same at
 * every start. A few files are odd (compressed, in an old encoding, with Windows line ends or columns in another order) and a few
 * records are damaged, each in a way that happens.
 */
public final class SpendingData {

    /** Records in all files together, damaged ones included. */
    public static final int RECORDS = 100_000;

    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final int MONTHS = 24;
    private static final long SEED = 20_240_101;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final CardTransactions transactions = CardTransactions.anywhere(random);

    private SpendingData() {}

    /** A file to upload below {@code raw/transactions/}. */
    public record DataFile(String name, byte[] bytes) {}

    /** The 24 files, in order of their months. */
    public static List<DataFile> files() {
        SpendingData data = new SpendingData();
        List<DataFile> files = new ArrayList<>();
        int left = RECORDS;
        for (int i = 0; i < MONTHS; i++) {
            int records = i == MONTHS - 1 ? left : RECORDS / MONTHS + data.random.nextInt(-220, 221);
            left -= records;
            files.add(data.file(i, FIRST.plusMonths(i), records));
        }
        return files;
    }

    private DataFile file(int index, YearMonth month, int records) {
        List<String> lines = new ArrayList<>();
        boolean reordered = index == 9;
        lines.add(reordered ? "account,date,amount,description" : "date,description,amount,account");
        for (int i = 0; i < records; i++) {
            LocalDate day = month.atDay(1 + (int) ((long) i * month.lengthOfMonth() / records));
            Transaction transaction = transactions.on(day);
            lines.add(reordered ? reordered(transaction) : usual(transaction));
        }
        Damage.spoil(index, lines);
        String end = index == 6 ? "\r\n" : "\n";
        String text = String.join(end, lines) + (index == 7 ? "" : end);
        return encoded(index, "transactions-" + month, text);
    }

    private static DataFile encoded(int index, String name, String text) {
        return switch (index) {
            case 3 -> new DataFile(name + ".csv", text.getBytes(Charset.forName("windows-1252")));
            case 5 -> new DataFile(name + ".csv", ("\uFEFF" + text).getBytes(UTF_8));
            case 12, 18 -> new DataFile(name + ".csv.gz", zipped(text));
            default -> new DataFile(name + ".csv", text.getBytes(UTF_8));
        };
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String usual(Transaction t) {
        return String.join(",", t.date().toString(), t.descriptionCell(), t.amount(), t.account());
    }

    private static String reordered(Transaction t) {
        return String.join(",", t.account(), t.date().toString(), t.amount(), t.descriptionCell());
    }
}
