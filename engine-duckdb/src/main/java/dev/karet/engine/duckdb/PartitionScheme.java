package dev.karet.engine.duckdb;

import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.Mapping.Granularity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a table is cut into partitions, in the columns of its runs ({@code c0}, {@code p0} and so on). Immutable. */
sealed interface PartitionScheme {

    /** SQL for each of a key's values, as text. */
    List<String> values();

    /** SQL to order rows by partition, in the order of {@link #order}. */
    List<String> sorting();

    /** SQL that holds for the rows of partitions {@code first} to {@code last}, and lets DuckDB skip what lies outside. */
    String between(PartitionKey first, PartitionKey last);

    /** Keys in the order of {@link #sorting}. */
    Comparator<PartitionKey> order();

    /** The folders of a partition, each with a slash behind it; {@code year=2024/month=01/}, say. */
    String path(PartitionKey key);

    /** The partition whose folders these are, with a slash behind each; empty when {@link #path} does not write it so. */
    default Optional<PartitionKey> keyOf(String folders) {
        String[] segments = folders.isEmpty() ? new String[0] : folders.split("/", -1);
        var key = new ArrayList<String>();
        for (int level = 0; level < segments.length - 1; level++) {
            if (level == values().size()) return Optional.empty();
            Optional<String> value = value(level, segments[level]);
            if (value.isEmpty()) return Optional.empty();
            key.add(value.get());
        }
        if (key.size() < values().size()) return Optional.empty();
        return Optional.of(new PartitionKey(key)).filter(found -> path(found).equals(folders));
    }

    /** What a folder says about one of a key's values; empty when it is no folder of this level. */
    Optional<String> value(int level, String segment);

    /** One file for the whole table. */
    record Whole() implements PartitionScheme {
        @Override
        public List<String> values() {
            return List.of();
        }

        @Override
        public List<String> sorting() {
            return List.of();
        }

        @Override
        public String between(PartitionKey first, PartitionKey last) {
            return "true";
        }

        @Override
        public Comparator<PartitionKey> order() {
            return (_, _) -> 0;
        }

        @Override
        public String path(PartitionKey key) {
            return "";
        }

        @Override
        public Optional<String> value(int level, String segment) {
            return Optional.empty();
        }
    }

    /** Folders for the year, the month and the day of a date column, which stays in the files. */
    record ByDate(String column, Granularity granularity) implements PartitionScheme {

        private static final List<String> PARTS = List.of("year", "month", "day");
        private static final List<Integer> DIGITS = List.of(4, 2, 2);

        @Override
        public List<String> values() {
            return PARTS.subList(0, levels()).stream()
                    .map(part -> "CAST(" + part + "(" + column + ") AS VARCHAR)")
                    .toList();
        }

        @Override
        public List<String> sorting() {
            return List.of("date_trunc('" + PARTS.get(levels() - 1) + "', " + column + ")");
        }

        @Override
        public String between(PartitionKey first, PartitionKey last) {
            return column + " BETWEEN DATE '" + firstDay(first) + "' AND DATE '" + lastDay(last) + "'";
        }

        @Override
        public Comparator<PartitionKey> order() {
            return Comparator.comparing(this::firstDay);
        }

        @Override
        public String path(PartitionKey key) {
            return IntStream.range(0, levels())
                    .mapToObj(level -> PARTS.get(level) + "="
                            + "0"
                                    .repeat(Math.max(
                                            0,
                                            DIGITS.get(level)
                                                    - key.values().get(level).length()))
                            + key.values().get(level) + "/")
                    .collect(Collectors.joining());
        }

        @Override
        public Optional<String> value(int level, String segment) {
            return HivePath.valueOf(PARTS.get(level), segment)
                    .filter(digits -> digits.matches("[0-9]{1,4}"))
                    .map(digits -> Integer.toString(Integer.parseInt(digits)));
        }

        /** The partition of an ISO date. */
        PartitionKey dayOf(String date) {
            var day = LocalDate.parse(date);
            return new PartitionKey(IntStream.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth())
                    .limit(levels())
                    .mapToObj(Integer::toString)
                    .toList());
        }

        private int levels() {
            return switch (granularity) {
                case YEAR -> 1;
                case MONTH -> 2;
                case DAY -> 3;
            };
        }

        private LocalDate firstDay(PartitionKey key) {
            return LocalDate.of(part(key, 0), levels() > 1 ? part(key, 1) : 1, levels() > 2 ? part(key, 2) : 1);
        }

        private LocalDate lastDay(PartitionKey key) {
            return switch (granularity) {
                case YEAR -> LocalDate.of(part(key, 0), 12, 31);
                case MONTH -> YearMonth.of(part(key, 0), part(key, 1)).atEndOfMonth();
                case DAY -> firstDay(key);
            };
        }

        private static int part(PartitionKey key, int level) {
            return Integer.parseInt(key.values().get(level));
        }
    }

    /** A folder for each of some columns, which are left out of the files. */
    record ByKeys(List<Key> keys) implements PartitionScheme {

        /**
         * A column that names folders.
         *
         * @param column what runs call it, such as {@code p0}
         * @param name what the table calls it
         */
        record Key(String column, String name, DataType type) {}

        public ByKeys {
            keys = List.copyOf(keys);
        }

        @Override
        public List<String> values() {
            return keys.stream()
                    .map(key -> "CAST(" + key.column() + " AS VARCHAR)")
                    .toList();
        }

        @Override
        public List<String> sorting() {
            return keys.stream().map(Key::column).toList();
        }

        @Override
        public String between(PartitionKey first, PartitionKey last) {
            String columns = keys.stream().map(Key::column).collect(Collectors.joining(", "));
            String outer = keys.getFirst().column() + " BETWEEN " + literal(0, first) + " AND " + literal(0, last);
            if (first.equals(last)) {
                return IntStream.range(0, keys.size())
                        .mapToObj(level -> keys.get(level).column() + " = " + literal(level, first))
                        .collect(Collectors.joining(" AND "));
            }
            return outer + " AND row(" + columns + ") BETWEEN row(" + literals(first) + ") AND row(" + literals(last)
                    + ")";
        }

        @Override
        public Comparator<PartitionKey> order() {
            return (left, right) -> {
                for (int level = 0; level < keys.size(); level++) {
                    int order = compare(
                            keys.get(level).type(),
                            left.values().get(level),
                            right.values().get(level));
                    if (order != 0) return order;
                }
                return 0;
            };
        }

        @Override
        public String path(PartitionKey key) {
            return IntStream.range(0, keys.size())
                    .mapToObj(level -> HivePath.segment(
                                    keys.get(level).name(), key.values().get(level)) + "/")
                    .collect(Collectors.joining());
        }

        @Override
        public Optional<String> value(int level, String segment) {
            return HivePath.valueOf(keys.get(level).name(), segment);
        }

        private String literals(PartitionKey key) {
            return IntStream.range(0, keys.size())
                    .mapToObj(level -> literal(level, key))
                    .collect(Collectors.joining(", "));
        }

        private String literal(int level, PartitionKey key) {
            return "CAST(" + DuckDbLiterals.text(key.values().get(level)) + " AS "
                    + DuckDbLiterals.type(keys.get(level).type()) + ")";
        }

        private static int compare(DataType type, String left, String right) {
            return type.isNumeric()
                    ? new BigDecimal(left).compareTo(new BigDecimal(right))
                    : Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        }
    }
}
