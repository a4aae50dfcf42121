package dev.karet.model.pipeline.templates;

import dev.karet.model.pipeline.templates.Merchants.Merchant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a made-up household pays by card, drawn at random: the same from the same source of randomness. Not thread-safe. */
public final class CardTransactions {

    private static final List<String> ACCOUNTS = List.of("Visa", "Mastercard", "Chequing", "Amex");

    private final SplittableRandom random;
    private final List<Merchant> merchants;
    private final int totalWeight;

    private CardTransactions(SplittableRandom random, List<Merchant> merchants) {
        this.random = random;
        this.merchants = merchants;
        totalWeight = merchants.stream().mapToInt(Merchant::weight).sum();
    }

    /** At every merchant there is. */
    public static CardTransactions anywhere(SplittableRandom random) {
        return new CardTransactions(random, Merchants.ALL);
    }

    /** At merchants that somebody goes to, and not those of {@link Merchants#BILLS}. */
    static CardTransactions atVisits(SplittableRandom random) {
        return new CardTransactions(random, Merchants.VISITED);
    }

    /**
     * One transaction, as the bank means it.
     *
     * @param amount in dollars and cents, such as {@code 12.05}
     */
    public record Transaction(LocalDate date, String description, String amount, String account) {

        /** The description as a cell of a CSV file. */
        public String descriptionCell() {
            return description.contains(",") || description.contains("\"")
                    ? "\"" + description.replace("\"", "\"\"") + "\""
                    : description;
        }
    }

    /** A transaction on {@code day}. */
    public Transaction on(LocalDate day) {
        Merchant merchant = merchant();
        String description = merchant.description().contains("%s")
                ? merchant.description()
                        .formatted(Integer.toString(random.nextInt(1000, 99_999), 36)
                                .toUpperCase(Locale.ROOT))
                : merchant.description();
        long cents = Math.max(99, Math.round(merchant.typical() * (0.4 + 1.2 * random.nextDouble())));
        return new Transaction(
                day, description, Digits.hundredths(cents, '.'), ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
    }

    private Merchant merchant() {
        int drawn = random.nextInt(totalWeight);
        for (Merchant merchant : merchants) {
            drawn -= merchant.weight();
            if (drawn < 0) {
                return merchant;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }
}
