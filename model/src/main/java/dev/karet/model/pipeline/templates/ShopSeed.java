package dev.karet.model.pipeline.templates;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A year of a small web shop for coffee and tea: order lines, a file a month, and what customers sent back. */
final class ShopSeed {

    private static final YearMonth FIRST = YearMonth.of(2025, 1);
    private static final int MONTHS = 12;
    private static final long SEED = 20_250_301;

    private static final Weighted<String> SOURCES = new Weighted<String>()
            .with("google / organic", 26)
            .with("google / cpc", 18)
            .with("bing / organic", 4)
            .with("newsletter-2025", 16)
            .with("instagram / story", 12)
            .with("tiktok / bio", 5)
            .with("facebook / paid", 5)
            .with("partner: kaffeeblog", 6)
            .with("(direct)", 14);
    private static final Weighted<String> COUNTRIES = new Weighted<String>()
            .with("DE", 30)
            .with("AT", 9)
            .with("CH", 12)
            .with("FR", 12)
            .with("BE", 4)
            .with("NL", 7)
            .with("IT", 6)
            .with("ES", 4)
            .with("SE", 4)
            .with("DK", 3)
            .with("US", 6)
            .with("CA", 3)
            .with("JP", 2)
            .with("AU", 2);
    private static final Weighted<Product> PRODUCTS = new Weighted<Product>()
            .with(new Product("COF-ESP-250", 890), 24)
            .with(new Product("COF-ESP-1000", 2_990), 14)
            .with(new Product("COF-FIL-500", 1_590), 18)
            .with(new Product("COF-DEC-250", 940), 6)
            .with(new Product("COF-GIFT-1", 3_900), 5)
            .with(new Product("TEA-GRN-100", 1_150), 9)
            .with(new Product("TEA-BLK-100", 980), 9)
            .with(new Product("TEA-HRB-80", 790), 6)
            .with(new Product("TEA-GIFT-1", 3_400), 3)
            .with(new Product("EQP-GRINDER", 8_900), 4)
            .with(new Product("EQP-KETTLE", 7_450), 3)
            .with(new Product("EQP-PRESS", 4_290), 4)
            .with(new Product("EQP-ESPRESSO", 124_900), 1)
            .with(new Product("CUP-ESP-2", 1_990), 6)
            .with(new Product("CUP-MUG-1", 1_450), 6);
    private static final Weighted<String> COMMENTS = new Weighted<String>()
            .with("Arrived broken", 5)
            .with("\"Cracked; the lid leaks\"", 3)
            .with("Came too late for the party", 3)
            .with("Wrong grind", 2)
            .with("Got some other item", 3)
            .with("Not what I expected", 4)
            .with("Taste is too bitter for us", 3)
            .with("", 4);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Return> returns = new ArrayList<>();
    private int orders = 10_000;

    private ShopSeed() {}

    /** @param price in cents */
    private record Product(String sku, int price) {}

    private record Return(LocalDate date, String line) {}

    private record Placed(String id, LocalDate date, String time, String source, String country, String status) {}

    static List<SeedFile> files() {
        ShopSeed seed = new ShopSeed();
        List<SeedFile> files = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) files.add(seed.orders(FIRST.plusMonths(i)));
        files.add(seed.returns());
        return files;
    }

    private SeedFile orders(YearMonth month) {
        List<String> lines = new ArrayList<>(
                List.of("order_id;line;ordered_at;source;sku;quantity;unit_price;discount;country;status"));
        // The shop grows, and sells most before Christmas.
        int count = 90 + 5 * month.getMonthValue() + (month.getMonthValue() >= 11 ? 50 : 0) + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            LocalDate date = month.atDay(1 + i * month.lengthOfMonth() / count);
            order(placed(date), lines);
        }
        return SeedFile.ofLines("raw/orders/orders-" + month + ".csv", lines);
    }

    private Placed placed(LocalDate date) {
        orders++;
        String time = Digits.twoDigits(random.nextInt(7, 23)) + ":" + Digits.twoDigits(random.nextInt(60));
        return new Placed("A" + orders, date, time, SOURCES.draw(random), COUNTRIES.draw(random), status(date));
    }

    private String status(LocalDate date) {
        int drawn = random.nextInt(1_000);
        if (drawn < 4) return "Test";
        if (drawn < 40) return "Cancelled";
        if (drawn < 90) return "Returned";
        return date.isAfter(LocalDate.of(2025, 12, 27)) ? "Shipped" : "Delivered";
    }

    private void order(Placed order, List<String> lines) {
        LocalDate date = order.date();
        String day = Digits.twoDigits(date.getDayOfMonth()) + "." + Digits.twoDigits(date.getMonthValue()) + "."
                + date.getYear();
        int count = 1 + (random.nextInt(100) < 45 ? 1 : 0) + (random.nextInt(100) < 15 ? 1 : 0);
        boolean reduced = order.source().startsWith("newsletter") && random.nextInt(100) < 60;
        for (int line = 1; line <= count; line++) {
            Product product = PRODUCTS.draw(random);
            int quantity = product.price() > 4_000 ? 1 : random.nextInt(1, 4);
            long total = (long) quantity * product.price();
            long discount = reduced ? total / 10 : 0;
            lines.add(String.join(
                    ";",
                    order.id(),
                    Integer.toString(line),
                    day + " " + order.time(),
                    order.source(),
                    product.sku(),
                    Integer.toString(quantity),
                    Digits.european(product.price()),
                    Digits.european(discount),
                    order.country(),
                    order.status()));
            if (order.status().equals("Returned")) returned(order, product, total - discount);
        }
    }

    private void returned(Placed order, Product product, long cents) {
        LocalDate date = order.date().plusDays(random.nextInt(5, 21));
        String refund = Digits.hundredths(cents, ',');
        returns.add(new Return(
                date, String.join(";", order.id(), date.toString(), product.sku(), COMMENTS.draw(random), refund)));
    }

    private SeedFile returns() {
        List<String> lines = new ArrayList<>(List.of("order_id;returned_on;sku;comment;refund"));
        returns.stream()
                .sorted(Comparator.comparing(Return::date))
                .map(Return::line)
                .forEach(lines::add);
        return SeedFile.ofLines("raw/returns/returns-2025.csv", lines);
    }
}
