package dev.karet.model.pipeline.templates;

import java.util.List;
import java.util.Set;

/** Where the household of the Spending Tracker spends its money, and how often. */
final class Merchants {

    private Merchants() {}

    /**
     * A place to spend money at.
     *
     * @param weight how often, against the others
     * @param typical what one visit costs, in cents
     */
    record Merchant(String description, int weight, int typical) {}

    /**
     * What is paid every month.
     *
     * @param day of the month
     * @param cents the amount
     */
    record Bill(int day, String description, int cents, String account) {}

    /** {@code %s} in a description becomes a store number or an order id. */
    static final List<Merchant> ALL = List.of(
            new Merchant("LOBLAWS #%s TORONTO ON", 90, 6_400),
            new Merchant("NO FRILLS %s", 60, 4_100),
            new Merchant("METRO %s TORONTO", 50, 5_200),
            new Merchant("FARM BOY #%s", 30, 3_800),
            new Merchant("COSTCO WHOLESALE W%s", 25, 18_900),
            new Merchant("TIM HORTONS #%s", 140, 620),
            new Merchant("STARBUCKS %s", 70, 780),
            new Merchant("CAFÉ MYRIADE", 25, 1_150),
            new Merchant("SUSHI ON BLOOR", 25, 4_300),
            new Merchant("PIZZA LIBRETTO, OSSINGTON", 22, 5_600),
            new Merchant("UBER EATS HELP.UBER.COM", 45, 3_700),
            new Merchant("SKIPTHEDISHES %s", 25, 3_300),
            new Merchant("UBER TRIP HELP.UBER.COM", 60, 1_850),
            new Merchant("PRESTO FARE %s", 110, 330),
            new Merchant("GREEN P PARKING", 30, 900),
            new Merchant("VIA RAIL CANADA", 5, 11_200),
            new Merchant("PETRO-CANADA %s", 35, 6_100),
            new Merchant("ESSO CIRCLE K %s", 25, 5_800),
            new Merchant("RENT PAYMENT", 4, 215_000),
            new Merchant("TORONTO HYDRO", 4, 9_400),
            new Merchant("ROGERS WIRELESS", 5, 8_800),
            new Merchant("BELL CANADA (OB)", 4, 10_300),
            new Merchant("NETFLIX.COM", 5, 1_899),
            new Merchant("SPOTIFY P%s", 5, 1_199),
            new Merchant("CINEPLEX %s", 14, 3_400),
            new Merchant("TICKETMASTER CANADA", 5, 16_500),
            new Merchant("AMZN Mktp CA*%s", 95, 4_600),
            new Merchant("WALMART SUPERCENTER #%s", 40, 7_200),
            new Merchant("CANADIAN TIRE #%s", 25, 6_900),
            new Merchant("CANADIAN TIRE GAS %s", 12, 5_500),
            new Merchant("IKEA NORTH YORK", 8, 14_300),
            new Merchant("INDIGO %s", 14, 3_900),
            new Merchant("SHOPPERS DRUG MART #%s", 55, 2_700),
            new Merchant("REXALL PHARMACY %s", 15, 2_200),
            new Merchant("GOODLIFE FITNESS", 6, 6_500),
            new Merchant("AIR CANADA %s", 4, 48_000),
            new Merchant("AIRBNB * %s", 4, 39_000),
            new Merchant("UDEMY: ONLINE COURSES", 3, 2_000),
            new Merchant("MONTHLY FEE", 4, 1_695),
            new Merchant("BIBLIOTHÈQUE DU QUÉBEC", 4, 1_250),
            new Merchant("E-TRANSFER SENT TO ZOË", 18, 8_000));

    static final List<Bill> BILLS = List.of(
            new Bill(1, "RENT PAYMENT", 215_000, "Chequing"),
            new Bill(3, "GOODLIFE FITNESS", 6_499, "Visa"),
            new Bill(5, "ROGERS WIRELESS", 8_814, "Visa"),
            new Bill(8, "NETFLIX.COM", 1_899, "Visa"),
            new Bill(11, "BELL CANADA (OB)", 10_283, "Chequing"),
            new Bill(15, "SPOTIFY P2KX", 1_199, "Mastercard"),
            new Bill(21, "TORONTO HYDRO", 9_436, "Chequing"),
            new Bill(28, "MONTHLY FEE", 1_695, "Chequing"));

    private static final Set<String> PAID_MONTHLY = Set.of(
            "RENT PAYMENT",
            "GOODLIFE FITNESS",
            "ROGERS WIRELESS",
            "NETFLIX.COM",
            "BELL CANADA (OB)",
            "SPOTIFY P%s",
            "TORONTO HYDRO",
            "MONTHLY FEE");

    /** All but those that send a bill every month. */
    static final List<Merchant> VISITED = ALL.stream()
            .filter(merchant -> !PAID_MONTHLY.contains(merchant.description()))
            .toList();
}
