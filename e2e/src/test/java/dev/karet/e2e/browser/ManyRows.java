package dev.karet.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.browser.Owner;
import dev.karet.model.pipeline.templates.Template;
import java.io.IOException;
import java.util.Map;

/** A table that nobody looks through by hand: always the same {@value #COUNT} bank transactions, in one file. */
final class ManyRows {

    static final int COUNT = 120_000;

    /** The lowest and the highest amount. */
    static final String LEAST = "0.01";

    static final String MOST = "1200.00";

    /** What few descriptions say, and how many do. */
    static final String SOUGHT = "NEEDLE";

    static final int SOUGHT_COUNT = 120;

    private static final String[] ACCOUNTS = {"Visa", "Chequing", "Amex"};

    private ManyRows() {}

    /** Makes a pipeline of that name whose table {@code transactions} has them, and nothing else. */
    static void deliver(Owner owner, String slug) throws IOException, InterruptedException {
        owner.create(slug, "blank");
        owner.configure(slug, new String(Template.SPENDING.pipelineJson(), UTF_8));
        owner.deliver(slug, "transactions_raw", Map.of("transactions-of-a-decade.csv", file(COUNT)));
    }

    /** As many rows of that kind as are wanted, as a file. */
    static byte[] file(int count) {
        StringBuilder lines = new StringBuilder("date,description,amount,account\n");
        for (int i = 0; i < count; i++) {
            int cents = i + 1;
            lines.append("20%02d-%02d-%02d,%s %d,%d.%02d,%s\n"
                    .formatted(
                            10 + i % COUNT / 12_000,
                            1 + i % 12,
                            1 + i % 28,
                            i % 1_000 == 0 ? SOUGHT : "SHOP",
                            i,
                            cents / 100,
                            cents % 100,
                            ACCOUNTS[i % ACCOUNTS.length]));
        }
        return lines.toString().getBytes(UTF_8);
    }
}
