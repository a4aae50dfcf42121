package dev.karet.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.Locale;

/** What a German bank lets its customers download, month by month: semicolons, comma decimals, the day first, and a few amounts missing. */
final class BankExport {

    /** Records of a month, and those of them that have no amount. */
    static final int ROWS = 600;

    static final int BAD = 3;

    private static final String[] SHOPS = {"Bäckerei Müller", "Stadtwerke", "Kino \"Lux\"", "Apotheke am Markt"};

    private BankExport() {}

    /** The export of a month of 2025. */
    static FilePayload of(int month) {
        StringBuilder lines = new StringBuilder("Buchungstag;Empfänger;Betrag;Konto;Beleg\n");
        for (int i = 0; i < ROWS; i++) {
            String amount = i % 200 == 150 ? "k. A." : "-%d,%02d".formatted(1 + i % 90, i * 7 % 100);
            lines.append(String.format(
                    Locale.ROOT,
                    "%02d.%02d.2025;%s;%s;%s;%d%n",
                    1 + i % 28,
                    month,
                    "\"" + SHOPS[i % SHOPS.length].replace("\"", "\"\"") + "\"",
                    amount,
                    i % 3 == 0 ? "Giro" : "Karte",
                    100_000 * month + i));
        }
        return new FilePayload(
                "umsaetze-2025-%02d.csv".formatted(month),
                "text/csv",
                lines.toString().getBytes(UTF_8));
    }
}
