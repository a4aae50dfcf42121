package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A CSV file of any size, the same on every machine, and what must become of it. Its rows come in no order of months. */
final class LargeFile {

    static final String PIPELINE = """
            {"version":1,
             "source_containers":[{"id":"src","name":"Payments","path_prefix":"raw/payments/","schema":[
                {"name":"id","type":"int64"},{"name":"day","type":"string"},{"name":"text","type":"string"},
                {"name":"amount","type":"decimal(12,2)"}]}],
             "lookup_mappings":[{"id":"kinds","case_insensitive":true,"rows":[
                {"input_patterns":["coffee","tea"],"output":"drink"},{"input_patterns":["rent"],"output":"home"}],
                "catch_all":{"output":"other"}}],
             "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"payments",
                "partition_by":{"column":"day","granularity":"month"},
                "columns":[
                  {"name":"id","expr":{"kind":"col","name":"id"}},
                  {"name":"day","expr":{"kind":"parse_date","input":{"kind":"col","name":"day"},"format":"%Y-%m-%d"}},
                  {"name":"text","expr":{"kind":"upper","input":{"kind":"trim","input":{"kind":"col","name":"text"}}}},
                  {"name":"amount","expr":{"kind":"col","name":"amount"}},
                  {"name":"kind","expr":{"kind":"lookup_ref","lookup_id":"kinds","input":{"kind":"col","name":"text"}}}]}],
             "analytic_tables":[{"id":"payments","name":"Payments","schema":[{"name":"id","type":"int64"},
                {"name":"day","type":"date"},{"name":"text","type":"string"},{"name":"amount","type":"decimal(12,2)"},
                {"name":"kind","type":"string"}]}]}
            """;

    private static final YearMonth FIRST_MONTH = YearMonth.of(2023, 1);
    private static final int MONTHS = 24;
    private static final String[] TEXTS = {
        "Coffee house at the corner of the old market square",
        "\"Rent, \"\"second floor\"\", by standing order\"",
        "Grocer",
        " Green tea and a long conversation ",
        "Transfer to the savings account as every month"
    };

    private static final String BAD_AMOUNT = "is not a decimal(12,2)";
    private static final String BAD_WIDTH = "has 5 fields";
    private static final String BAD_QUOTE = "closing quote";

    private LargeFile() {}

    /** The good rows of a month: how many, the sum of their amounts in cents and of their ids. */
    record Month(long rows, long cents, long ids) {

        Month plus(long amount, long id) {
            return new Month(rows + 1, cents + amount, ids + id);
        }
    }

    /** What must become of the file. */
    record Expected(Map<String, Month> months, Map<String, Long> rejectedByReason) {

        long written() {
            return months.values().stream().mapToLong(Month::rows).sum();
        }

        long rejected() {
            return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Which of the faults that the file has is told by {@code reject}, a line of the rejected rows. */
    static String reasonIn(String reject) {
        for (String reason : new String[] {BAD_AMOUNT, BAD_WIDTH, BAD_QUOTE}) {
            if (reject.contains(reason)) {
                return reason;
            }
        }
        return reject;
    }

    /** Writes at least {@code bytes} bytes of whole rows. */
    static Expected write(Path file, long bytes) throws IOException {
        var random = new SplittableRandom(20_250_701);
        var months = new TreeMap<String, Month>();
        var rejected = new TreeMap<String, Long>();
        long written = 0;
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            output.write("id,day,text,amount\n".getBytes(US_ASCII));
            for (long id = 1; written < bytes; id++) {
                YearMonth month = FIRST_MONTH.plusMonths(random.nextInt(MONTHS));
                int day = 1 + random.nextInt(month.lengthOfMonth());
                long cents = random.nextInt(1_000_000);
                byte[] line = line(id, month, day, TEXTS[random.nextInt(TEXTS.length)], cents, fault(id))
                        .getBytes(US_ASCII);
                output.write(line);
                written += line.length;
                if (fault(id).isEmpty()) {
                    months.merge(
                            month.toString(), new Month(1, cents, id), (sum, one) -> sum.plus(one.cents(), one.ids()));
                } else {
                    rejected.merge(fault(id), 1L, Long::sum);
                }
            }
        }
        return new Expected(months, rejected);
    }

    /** What is wrong with row {@code id}; empty for most. */
    private static String fault(long id) {
        if (id % 100_003 == 0) {
            return BAD_AMOUNT;
        }
        if (id % 150_007 == 0) {
            return BAD_WIDTH;
        }
        return id % 5_000_011 == 0 ? BAD_QUOTE : "";
    }

    private static String line(long id, YearMonth month, int day, String text, long cents, String fault) {
        var line = new StringBuilder(128)
                .append(id)
                .append(',')
                .append(month)
                .append(day < 10 ? "-0" : "-")
                .append(day);
        line.append(',').append(fault.equals(BAD_QUOTE) ? "\"never closed" : text);
        line.append(',')
                .append(cents / 100)
                .append(cents % 100 < 10 ? ".0" : ".")
                .append(cents % 100);
        return line.append(fault.equals(BAD_AMOUNT) ? " or so" : "")
                .append(fault.equals(BAD_WIDTH) ? ",more" : "")
                .append('\n')
                .toString();
    }
}
