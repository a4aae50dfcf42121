package dev.karet.model.pipeline.templates;

import dev.karet.model.pipeline.templates.CardTransactions.Transaction;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Two years of a household's card transactions, a file a month. Two rows cannot be read, to show what becomes of such. */
final class SpendingSeed {

    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final int MONTHS = 24;
    private static final YearMonth SPOILED = YearMonth.of(2025, 6);
    private static final long SEED = 20_240_115;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final CardTransactions visits = CardTransactions.atVisits(random);

    private SpendingSeed() {}

    static List<SeedFile> files() {
        SpendingSeed seed = new SpendingSeed();
        List<SeedFile> files = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) files.add(seed.file(FIRST.plusMonths(i)));
        return files;
    }

    private SeedFile file(YearMonth month) {
        List<Transaction> transactions = new ArrayList<>();
        for (Merchants.Bill bill : Merchants.BILLS) {
            transactions.add(new Transaction(
                    month.atDay(bill.day()), bill.description(), Digits.hundredths(bill.cents(), '.'), bill.account()));
        }
        int times = random.nextInt(70, 105) + (month.getMonth() == Month.DECEMBER ? 30 : 0);
        for (int i = 0; i < times; i++) {
            transactions.add(visits.on(month.atDay(random.nextInt(1, month.lengthOfMonth() + 1))));
        }
        transactions.sort(Comparator.comparing(Transaction::date));
        List<String> lines = new ArrayList<>(List.of("date,description,amount,account"));
        for (Transaction t : transactions) {
            lines.add(String.join(",", t.date().toString(), t.descriptionCell(), t.amount(), t.account()));
        }
        if (month.equals(SPOILED)) {
            lines.add("2025-06-30,CAFÉ MYRIADE,\"11,50 CAD\",Mastercard");
            lines.add("2025-06-31,LOBLAWS #104 TORONTO ON,58.12,Visa");
        }
        return SeedFile.ofLines("raw/transactions/transactions-" + month + ".csv", lines);
    }
}
