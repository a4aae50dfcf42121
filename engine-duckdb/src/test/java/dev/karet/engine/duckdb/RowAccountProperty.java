package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RowAccount;
import dev.karet.model.pipeline.Mapping.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Damaged files, cut into segments anywhere, against the plainest possible reading of them. */
class RowAccountProperty {

    /** What a line is meant to be, and so what becomes of it. */
    private enum Kind {
        GOOD,
        QUOTED,
        BAD_AMOUNT,
        BAD_DATE,
        TOO_MANY_FIELDS,
        TOO_FEW_FIELDS,
        UNCLOSED_QUOTE,
        BLANK
    }

    record Line(Kind kind, int month, int number) {

        String text() {
            String date = "2024-%02d-05".formatted(month);
            return switch (kind) {
                case GOOD -> date + "," + number + ",n" + number;
                case QUOTED -> date + "," + number + ",\"n," + number + "\"";
                case BAD_AMOUNT -> date + ",x" + number + ",n";
                case BAD_DATE -> "2024-02-30," + number + ",n";
                case TOO_MANY_FIELDS -> date + "," + number + ",n,n";
                case TOO_FEW_FIELDS -> date + "," + number;
                case UNCLOSED_QUOTE -> date + "," + number + ",\"n";
                case BLANK -> "";
            };
        }

        boolean written() {
            return kind == Kind.GOOD || kind == Kind.QUOTED;
        }

        String row() {
            return "2024-%02d-05|%s|%s"
                    .formatted(month, number + ".0", kind == Kind.GOOD ? "n" + number : "n," + number);
        }
    }

    @Provide
    Arbitrary<List<List<Line>>> files() {
        var kinds = Arbitraries.frequency(
                Tuple.of(8, Kind.GOOD),
                Tuple.of(2, Kind.QUOTED),
                Tuple.of(1, Kind.BAD_AMOUNT),
                Tuple.of(1, Kind.BAD_DATE),
                Tuple.of(1, Kind.TOO_MANY_FIELDS),
                Tuple.of(1, Kind.TOO_FEW_FIELDS),
                Tuple.of(1, Kind.UNCLOSED_QUOTE),
                Tuple.of(1, Kind.BLANK));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 999))
                .as(Line::new)
                .list()
                .ofMaxSize(60)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 25, seed = "4711", shrinking = ShrinkingMode.OFF)
    void everyRecordIsWrittenOrRejectedWhereverTheFileIsCut(
            @ForAll("files") List<List<Line>> files, @ForAll @IntRange(min = 1, max = 400) int segmentBytes)
            throws IOException {
        Path directory = Files.createTempDirectory("karet-property");
        try {
            assertAccounted(files, segmentBytes, directory);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    private static void assertAccounted(List<List<Line>> files, int segmentBytes, Path directory) throws IOException {
        var fixture = new BuildFixture(directory)
                .source("s", "date string, amount string, note string")
                .table("t", "date date, amount float64, note string")
                .mapping(
                        "m",
                        "s",
                        "t",
                        "date",
                        Granularity.MONTH,
                        "date = cast(date, date); amount = cast(amount, float64); note = note")
                .segmentsOf(segmentBytes);
        for (int i = 0; i < files.size(); i++) {
            var text = new StringBuilder("date,amount,note\n");
            for (Line line : files.get(i)) text.append(line.text()).append('\n');
            fixture.file("s", i + ".csv", text.toString());
        }

        var built = fixture.build();

        var byMonth = new TreeMap<Integer, List<String>>();
        for (int i = 0; i < files.size(); i++) {
            long written = 0;
            var rejected = new ArrayList<String>();
            for (int n = 0; n < files.get(i).size(); n++) {
                Line line = files.get(i).get(n);
                if (line.kind() == Kind.BLANK) continue;
                if (line.written()) {
                    written++;
                    byMonth.computeIfAbsent(line.month(), month -> new ArrayList<>())
                            .add(line.row());
                } else {
                    rejected.add("\"line\":" + (n + 2) + ",");
                }
            }
            String key = "raw/s/" + i + ".csv";
            assertThat(built.outcome("m", key).rows())
                    .isEqualTo(new RowAccount(written + rejected.size(), written, rejected.size(), 0));
            assertThat(built.rejects("m", key)).hasSameSizeAs(rejected);
            for (int n = 0; n < rejected.size(); n++)
                assertThat(built.rejects("m", key).get(n)).contains(rejected.get(n));
        }
        assertThat(built.rows("t"))
                .isEqualTo(byMonth.values().stream().flatMap(List::stream).toList());
    }
}
