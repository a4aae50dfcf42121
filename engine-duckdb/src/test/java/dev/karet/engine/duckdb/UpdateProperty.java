package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.duckdb.BuildFixture.Built;
import dev.karet.model.pipeline.Mapping.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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

/** Tables that are updated step by step, against the same tables made from scratch: same files, same rows in the same order, same types. */
class UpdateProperty {

    /** Names that sort by UTF-8 bytes otherwise than by {@code String}. */
    private static final List<String> NAMES = List.of("a.csv", "b.csv", "ä.csv", "\uffee.csv", "\ud83d\ude00.csv");

    /** Texts that have to be escaped in a folder's name. */
    private static final List<String> KINDS =
            List.of("plain", "a/b=c", "100%25", "it's \"q\"", "ü\t\u0001", "{x}", " ");

    /** How the table is cut into partitions. */
    enum Cut {
        DAY,
        MONTH,
        YEAR,
        NONE,
        KIND_AND_NUMBER,
        DATE_AS_KEY
    }

    /** @param rows none to remove the file */
    record Change(String source, String name, List<Row> rows) {}

    record Row(int day, String kind, int number, boolean blank) {

        String text() {
            String date = "20%02d-%02d-%02d".formatted(23 + day % 2, 1 + day % 3, 1 + day % 5);
            return date + ",\"" + kind.replace("\"", "\"\"") + "\"," + (blank ? "" : number) + ","
                    + (number % 17 == 3 ? "bad" : number % 2 == 0 ? "" : "1." + number) + "\n";
        }
    }

    @Provide
    Arbitrary<List<List<Change>>> steps() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.integers().between(0, 29),
                        Arbitraries.of(KINDS),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of(true, false, false, false))
                .as(Row::new);
        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.of("s", "s", "r"),
                        Arbitraries.of(NAMES),
                        row.list().ofMaxSize(12))
                .as(Change::new);
        return change.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(2).ofMaxSize(4);
    }

    @Property(tries = 6, seed = "4712", shrinking = ShrinkingMode.OFF)
    void anUpdatedTableIsWhatItWouldBeFromScratch(@ForAll Cut cut, @ForAll("steps") List<List<Change>> steps)
            throws IOException {
        Path directory = Files.createTempDirectory("karet-update");
        try {
            check(cut, steps, directory);
        } finally {
            delete(directory);
        }
    }

    static void check(Cut cut, List<List<Change>> steps, Path directory) {
        var fixture = fixture(cut, directory);
        var published = new Published(fixture);
        int number = 0;
        for (List<Change> step : steps) {
            for (Change change : step) {
                if (change.rows().isEmpty()) fixture.without(change.source(), change.name());
                else fixture.file(change.source(), change.name(), text(change, number++));
            }
            fixture.segmentsOf(number % 2 == 0 ? 120 : 1 << 20);
            published.update();
            Built scratch = fixture.build();
            assertThat(described(published.files("t").values(), scratch))
                    .as("by %s, after %s", cut, step)
                    .isEqualTo(described(scratch.files("t"), scratch));
        }
    }

    private static String text(Change change, int number) {
        var text = new StringBuilder("date,kind,n,x\n");
        for (Row row : change.rows()) text.append(row.text());
        return text.append("2023-01-01,plain," + (1000 + number) + ",\n").toString();
    }

    private static BuildFixture fixture(Cut cut, Path directory) {
        String source = "date string, kind string, n int64, x string";
        String columns = "n int64, date date, kind string, x decimal(10,3), from string";
        String first = "date = cast(date, date); kind = kind; n = n; x = cast(x, decimal(10,3)); from = \"first\"";
        String second = "date = cast(date, date); kind = upper(kind); n = n; x = cast(x, decimal(10,3)); from = kind";
        var fixture = new BuildFixture(directory).source("s", source).source("r", source);
        return switch (cut) {
            case DAY -> byDate(fixture.table("t", columns), Granularity.DAY, first, second);
            case MONTH -> byDate(fixture.table("t", columns), Granularity.MONTH, first, second);
            case YEAR -> byDate(fixture.table("t", columns), Granularity.YEAR, first, second);
            case NONE -> plain(fixture.table("t", columns), first, second);
            case KIND_AND_NUMBER -> plain(fixture.table("t", columns, List.of("kind", "n"), List.of()), first, second);
            case DATE_AS_KEY -> plain(fixture.table("t", columns, List.of("date"), List.of()), first, second);
        };
    }

    private static BuildFixture byDate(BuildFixture fixture, Granularity granularity, String first, String second) {
        return fixture.mapping("first", "s", "t", "date", granularity, first)
                .mapping("second", "r", "t", "date", granularity, second)
                .mapping("third", "s", "t", "date", granularity, second);
    }

    private static BuildFixture plain(BuildFixture fixture, String first, String second) {
        return fixture.mapping("first", "r", "t", first).mapping("second", "s", "t", second);
    }

    /** Every file by its path: where its rows come from, between what they lie, and its rows in their order; and the columns of all. */
    private static TreeMap<String, List<Object>> described(Collection<StagedFile> files, Built reader) {
        var described = new TreeMap<String, List<Object>>();
        if (files.isEmpty()) return described;
        String list =
                files.stream().map(file -> "'" + file.path() + "'").toList().toString();
        List<String> rows = reader.query("SELECT * FROM read_parquet(" + list
                + ", hive_partitioning = false) ORDER BY file_index, file_row_number");
        int at = 0;
        for (StagedFile file : files) {
            assertThat(file.path()).hasSize(file.bytes());
            int end = at + Math.toIntExact(file.rows());
            described.put(
                    file.relativePath(), List.of(file.slices(), new TreeMap<>(file.ranges()), rows.subList(at, end)));
            at = end;
        }
        assertThat(rows).hasSize(at);
        described.put(
                "columns",
                List.copyOf(reader.query("SELECT DISTINCT name, type, converted_type, logical_type FROM parquet_schema("
                        + list + ") ORDER BY ALL")));
        return described;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
