package dev.karet.e2e.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Files for {@link ShopConfig} as people upload them: rows over several months, some of them dirty, some files unreadable or empty. */
record ShopFiles(Random random) {

    private static final List<String> NAMES = List.of(
            "a.csv", "b.csv", "c.csv", "deep/a.csv", "deep/z.csv.gz", "ä.csv", "0.csv", "B.CSV", "m.csv.gz", "zz.csv");
    private static final List<String> WARES = List.of("tea", "Coffee", "bun", "rum", "\"salt, fine\"", "NA", "");
    private static final List<String> PEOPLE =
            List.of("Ann", "Bob", "Cleo", "Dan", "Eve", "Ångström", "Zoë", "ann", "\"O'Neil, T\"");
    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    /** A name below {@code raw/} in a container chosen at random. */
    String name() {
        String container = List.of("orders", "orders", "returns", "people").get(random.nextInt(4));
        return "raw/" + container + "/" + NAMES.get(random.nextInt(NAMES.size()));
    }

    /** What a file of that name might hold. */
    byte[] content(String name, ShopConfig config) {
        String container = name.split("/")[1];
        String text = switch (container) {
            case "orders" -> orders(config.semicolons() ? ";" : ",");
            case "returns" -> returns();
            case "people" -> people();
            default -> throw new AssertionError(name);
        };
        byte[] plain = text.getBytes(UTF_8);
        return name.endsWith(".gz") ? packed(plain) : plain;
    }

    private String orders(String delimiter) {
        var text = new StringBuilder();
        String header = one(12) ? "day,id,goods,price" : "day,id,what,price";
        if (one(15)) {
            return "";
        }
        text.append(header.replace(",", delimiter)).append('\n');
        for (int i = rows(); i > 0; i--) {
            String day = one(15) ? "soon" : day().toString();
            String line = String.join(
                    delimiter, day, "r" + random.nextInt(100), WARES.get(random.nextInt(WARES.size())), price());
            text.append(dirty(line)).append('\n');
        }
        return text.toString();
    }

    private String returns() {
        var text = new StringBuilder(one(12) ? "datum;artikel\n" : "artikel;datum;betrag\n");
        for (int i = rows(); i > 0; i--) {
            text.append(dirty("%s;%s;%s".formatted(WARES.get(random.nextInt(4)), GERMAN.format(day()), price())))
                    .append('\n');
        }
        return text.toString();
    }

    private String people() {
        var text = new StringBuilder(one(12) ? "id,name\n" : "id,name,code\n");
        int base = random.nextInt(1_000_000);
        for (int i = rows(); i > 0; i--) {
            String code = one(40) ? "twice" : one(6) ? "" : "c" + (base + i);
            text.append(dirty("%d,%s,%s".formatted(base % 90 + i, PEOPLE.get(random.nextInt(PEOPLE.size())), code)))
                    .append('\n');
        }
        return text.toString();
    }

    private LocalDate day() {
        return LocalDate.of(2023, 11, 20).plusDays(random.nextInt(90));
    }

    private String price() {
        return switch (random.nextInt(20)) {
            case 0 -> "much";
            case 1 -> "";
            case 2 -> "-" + random.nextInt(10);
            default -> random.nextInt(50) + "." + random.nextInt(1000);
        };
    }

    private String dirty(String line) {
        return switch (random.nextInt(30)) {
            case 0 -> line + ",;,;surplus";
            case 1 -> "\"" + line;
            default -> line;
        };
    }

    private int rows() {
        return one(8) ? 0 : 1 + random.nextInt(12);
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private static byte[] packed(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
