package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.RunCancelled;
import dev.karet.engine.RunWatch;
import dev.karet.model.job.Progress;
import dev.karet.model.job.RowAccount;
import dev.karet.model.pipeline.ColumnSchema.Assertions;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.Mapping.Granularity;
import dev.karet.model.pipeline.OtherFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest {

    private static final String COLUMNS = "date = cast(date, date); amount = cast(amount, float64); note = note";

    @TempDir
    Path directory;

    private BuildFixture payments() {
        return new BuildFixture(directory)
                .source("s", "date string, amount string, note string")
                .table("t", "date date, amount float64, note string");
    }

    private BuildFixture monthly() {
        return payments().mapping("m", "s", "t", "date", Granularity.MONTH, COLUMNS);
    }

    @Test
    void filesOfOneMonthEachBecomeOneFileAMonthInIngestOrder() {
        var built = monthly()
                .file("s", "a.csv", "date,amount,note\n2024-01-02,1,a\n2024-01-01,2,b\n")
                .file("s", "b.csv", "note,ignored,amount,date\nc,x,3,2024-02-01\n")
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(3, 3, 0, 0));
        assertThat(built.paths("t"))
                .containsExactly("year=2024/month=01/data.parquet", "year=2024/month=02/data.parquet");
        assertThat(built.rows("t")).containsExactly("2024-01-02|1.0|a", "2024-01-01|2.0|b", "2024-02-01|3.0|c");
    }

    @Test
    void filesThatAllFeedEveryMonthKeepIngestOrderWithinAMonth() {
        var built = monthly()
                .file("s", "a.csv", "date,amount,note\n2024-02-02,1,a1\n2024-01-01,2,a2\n2024-02-01,3,a3\n")
                .file("s", "b.csv", "date,amount,note\n2024-01-09,4,b1\n2024-02-09,5,b2\n2024-01-03,6,b3\n")
                .build();

        assertThat(built.rows("t"))
                .containsExactly(
                        "2024-01-01|2.0|a2",
                        "2024-01-09|4.0|b1",
                        "2024-01-03|6.0|b3",
                        "2024-02-02|1.0|a1",
                        "2024-02-01|3.0|a3",
                        "2024-02-09|5.0|b2");
    }

    @Test
    void aRejectedRowIsKeptWithItsLineColumnValueReasonAndRawText() {
        var built = monthly()
                .file(
                        "s",
                        "a.csv",
                        "date,amount,note\n2024-01-01,1,\"two\nlines\"\n2024-01-02,one,x\n2024-01-03,1,2,3\nnope,5,y\n")
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(4, 1, 3, 0));
        assertThat(built.rejects("m", "raw/s/a.csv"))
                .hasSize(3)
                .satisfiesExactly(
                        cast -> assertThat(cast)
                                .contains(
                                        "\"file\":\"raw/s/a.csv\"",
                                        "\"line\":4",
                                        "\"column\":\"amount\"",
                                        "\"value\":\"one\"")
                                .contains("\"raw\":\"2024-01-02,one,x\""),
                        malformed -> assertThat(malformed)
                                .contains("\"line\":5", "\"raw\":\"2024-01-03,1,2,3\"")
                                .doesNotContain("\"column\""),
                        date -> assertThat(date).contains("\"line\":6", "\"column\":\"date\"", "\"value\":\"nope\""));
    }

    @Test
    void theParquetIsTypedAsTheTableSays() {
        var built = new BuildFixture(directory)
                .source("s", "n int64, x float64, d decimal(10,2), b bool, t timestamp, day date, s string")
                .table("t", "n int64, x float64, d decimal(10,2), b bool, t timestamp, day date, s string, none string")
                .mapping("m", "s", "t", "n = n; x = x; d = d; b = b; t = t; day = day; s = s")
                .file("s", "a.csv", "n,x,d,b,t,day,s\n7,1.5,2.25,true,2024-01-02T03:04:05,2024-01-02,007\n,,,,,,\n")
                .build();

        assertThat(built.paths("t")).containsExactly("data.parquet");
        assertThat(built.query("SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('"
                        + built.files("t").getFirst().path() + "'))"))
                .containsExactly(
                        "n|BIGINT",
                        "x|DOUBLE",
                        "d|DECIMAL(10,2)",
                        "b|BOOLEAN",
                        "t|TIMESTAMP",
                        "day|DATE",
                        "s|VARCHAR",
                        "none|VARCHAR");
        assertThat(built.rows("t"))
                .containsExactly("7|1.5|2.25|true|2024-01-02 03:04:05.0|2024-01-02|007|~", "~|~|~|~|~|~|~|~");
    }

    @Test
    void partitionKeysNameFoldersAndLeaveTheFiles() {
        var built = new BuildFixture(directory)
                .source("s", "kind string, n int64, v string")
                .table("t", "kind string, n int64, v string", List.of("kind", "n"), List.of())
                .mapping("m", "s", "t", "kind = kind; n = n; v = v")
                .file("s", "a.csv", "kind,n,v\nb/c,10,1\nÄ,9,2\nb/c,9,3\nb/c,10,4\n,1,5\n")
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(5, 4, 1, 0));
        assertThat(built.paths("t"))
                .containsExactly(
                        "kind=b%2Fc/n=9/data.parquet", "kind=b%2Fc/n=10/data.parquet", "kind=Ä/n=9/data.parquet");
        assertThat(built.rows("t")).containsExactly("3", "1", "4", "2");
    }

    @Test
    void yearsAndDaysArePadded() {
        var built = payments()
                .mapping("m", "s", "t", "date", Granularity.DAY, COLUMNS)
                .file("s", "a.csv", "date,amount,note\n2024-11-05,1,a\n0001-02-03,2,b\n")
                .build();

        assertThat(built.paths("t"))
                .containsExactly("year=0001/month=02/day=03/data.parquet", "year=2024/month=11/day=05/data.parquet");
    }

    @Test
    void theFirstOfEqualRowsSurvivesAcrossFilesAndPartitionsAndNullEqualsNull() {
        var fixture = new BuildFixture(directory)
                .source("s", "date string, amount string, note string")
                .table("t", "date date, amount float64, note string", List.of(), List.of("note"))
                .mapping("m", "s", "t", "date", Granularity.MONTH, COLUMNS)
                .file("s", "a.csv", "date,amount,note\n2024-02-01,1,x\n2024-01-01,2,\n2024-01-02,3,x\n")
                .file("s", "b.csv", "date,amount,note\n2024-01-03,4,y\n2024-01-04,5,\n")
                .file("s", "c.csv", "date,amount,note\n2024-03-01,6,x\n");
        var built = fixture.build();

        assertThat(built.rows("t")).containsExactly("2024-01-01|2.0|~", "2024-01-03|4.0|y", "2024-02-01|1.0|x");
        assertThat(built.outcome("m", "raw/s/a.csv").rows()).isEqualTo(new RowAccount(3, 2, 0, 1));
        assertThat(built.outcome("m", "raw/s/b.csv").rows()).isEqualTo(new RowAccount(2, 1, 0, 1));
        assertThat(built.outcome("m", "raw/s/c.csv").rows()).isEqualTo(new RowAccount(1, 0, 0, 1));
        assertThat(fixture.segmentsOf(20).build().content("t")).isEqualTo(built.content("t"));
    }

    @Test
    void severalMappingsFillOneTableInMappingOrderAndReadASourceOnce() {
        var built = new BuildFixture(directory)
                .source("s", "a string, b string")
                .source("r", "a string")
                .table("t", "v string")
                .table("u", "v string")
                .mapping("second", "r", "t", "v = a")
                .mapping("first", "s", "t", "v = b")
                .mapping("other", "s", "u", "v = upper(a)")
                .file("s", "a.csv", "a,b\nx,y\n")
                .file("r", "a.csv", "a\nz\n")
                .build();

        assertThat(built.rows("t")).containsExactly("z", "y");
        assertThat(built.rows("u")).containsExactly("X");
        assertThat(built.result().files())
                .extracting(file -> file.mappingId())
                .containsExactly("second", "first", "other");
    }

    @Test
    void aFileWithoutAMappedColumnFailsAloneAndNamesTheColumn() {
        var built = monthly()
                .file("s", "a.csv", "date,sum,note\n2024-01-01,1,a\n")
                .file("s", "b.csv", "date,amount,note\n2024-01-01,1,b\n")
                .file("s", "c.csv", "date,amount,note,date\n2024-01-01,1,b,2024-01-01\n")
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(1, 1, 0, 0));
        assertThat(built.outcome("m", "raw/s/a.csv").error())
                .contains("column \"amount\" is missing (found: date, sum, note)");
        assertThat(built.outcome("m", "raw/s/c.csv").error()).get().asString().contains("\"date\" stands 2 times");
        assertThat(built.rows("t")).containsExactly("2024-01-01|1.0|b");
    }

    @Test
    void aFileWithoutAColumnThatMustNotBeNullFailsAlthoughNothingIsMadeOfIt() {
        var built = new BuildFixture(directory)
                .source("s", "a string, b int64 required")
                .table("t", "a string")
                .mapping("m", "s", "t", "a = a")
                .file("s", "a.csv", "a\nx\n")
                .file("s", "b.csv", "a,b\ny,1\n")
                .build();

        assertThat(built.outcome("m", "raw/s/a.csv").error()).contains("column \"b\" is missing (found: a)");
        assertThat(built.rows("t")).containsExactly("y");
    }

    @Test
    void aMappingWithoutAGoodFileFailsItsTable() {
        var built =
                monthly().file("s", "a.csv", "date,sum,note\n2024-01-01,1,a\n").build();

        assertThat(built.table("t"))
                .isInstanceOfSatisfying(
                        BuiltTable.Failed.class,
                        failed -> assertThat(failed.reasons())
                                .containsExactly(
                                        "every file of mapping \"m\" failed: raw/s/a.csv: column \"amount\" is missing"
                                                + " (found: date, sum, note)"));
    }

    @Test
    void noSourcesAndEmptySourcesMakeAnEmptyTable() {
        assertThat(monthly().build().files("t")).isEmpty();
        var built = monthly()
                .file("s", "a.csv", "")
                .file("s", "b.csv", "date,amount,note\n")
                .build();

        assertThat(built.files("t")).isEmpty();
        assertThat(built.account()).isEqualTo(RowAccount.NONE);
    }

    @Test
    void aFileThatTurnsOutNotToBeUtf8IsReadAgainAfterSegmentsOfItWereBuilt() {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> "2024-01-01," + i + ",plain\n")
                .collect(Collectors.joining());
        var built = monthly()
                .segmentsOf(64)
                .file(
                        "s",
                        "a.csv",
                        ("date,amount,note\n" + rows + "2024-01-02,99,caf\u00e9\n")
                                .getBytes(Charset.forName("windows-1252")))
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(41, 41, 0, 0));
        assertThat(built.rows("t")).hasSize(41).endsWith("2024-01-02|99.0|caf\u00e9");
    }

    @Test
    void withoutAHeaderColumnsGoByPosition() {
        var format =
                new CsvFormat(";", "'", "'", Optional.empty(), false, 1, List.of("NA"), ",", ".", OtherFields.NONE);
        var built = new BuildFixture(directory)
                .source("s", "a string, n float64", format)
                .table("t", "a string, n float64")
                .mapping("m", "s", "t", "a = a; n = n")
                .file("s", "a.csv", "to be skipped\n'x;y';1.234,5\nNA;NA\n'NA';2\n")
                .build();

        assertThat(built.rows("t")).containsExactly("x;y|1234.5", "~|~", "NA|2.0");
    }

    @Test
    void assertionsThatDoNotHoldFailTheirTableOnlyWithCountsAndSamples() {
        var built = new BuildFixture(directory)
                .source("s", "k string, n int64")
                .table("t", "k string, n int64")
                .table("keyed", "k string, n int64", List.of("k"), List.of())
                .table("fine", "k string, n int64")
                .mapping("m", "s", "t", "k = k; n = n")
                .mapping("m2", "s", "keyed", "k = coalesce(k, \"none\"); n = n")
                .mapping("m3", "s", "fine", "k = k; n = n")
                .asserting(
                        "t",
                        "k",
                        new Assertions(
                                true,
                                true,
                                Optional.of(List.of("a", "b")),
                                Optional.empty(),
                                Optional.empty(),
                                OtherFields.NONE))
                .asserting(
                        "t",
                        "n",
                        new Assertions(
                                false,
                                false,
                                Optional.empty(),
                                Optional.of(BigDecimal.ZERO),
                                Optional.of(new BigDecimal(5)),
                                OtherFields.NONE))
                .asserting(
                        "keyed",
                        "k",
                        new Assertions(
                                true, true, Optional.empty(), Optional.empty(), Optional.empty(), OtherFields.NONE))
                .file("s", "a.csv", "k,n\na,1\na,-3\nz,9\n,2\n")
                .build();

        assertThat(built.table("t"))
                .isInstanceOfSatisfying(
                        BuiltTable.Failed.class,
                        failed -> assertThat(failed.reasons())
                                .containsExactly(
                                        "column \"k\" must have a value: 1 row without",
                                        "column \"k\" must be unique: 2 rows share their value with others, such as \"a\"",
                                        "column \"k\" has values that are not accepted: 1 row, such as \"z\"",
                                        "column \"n\" must be at least 0: 1 row below, such as \"-3\"",
                                        "column \"n\" must be at most 5: 1 row above, such as \"9\""));
        assertThat(built.table("keyed"))
                .isInstanceOfSatisfying(
                        BuiltTable.Failed.class,
                        failed -> assertThat(failed.reasons())
                                .containsExactly(
                                        "column \"k\" must be unique: 2 rows share their value with others, such as \"a\""));
        assertThat(built.rows("fine")).hasSize(4);
    }

    @Test
    void assertionsCompareValuesOfTheColumnsTypeExactly() {
        var built = new BuildFixture(directory)
                .source("s", "d decimal(5,2), n int64, f float64")
                .table("t", "d decimal(5,2), n int64, f float64")
                .mapping("m", "s", "t", "d = d; n = n; f = f")
                .asserting("t", "d", accepting("1", "2.5", "-0.000"))
                .asserting("t", "n", between("9007199254740993", "1e300"))
                .asserting("t", "f", accepting("1e0", "2"))
                .file("s", "a.csv", "d,n,f\n1.00,9007199254740992,1\n2.50,9007199254740993,2.0\n0,9007199254740994,3\n")
                .build();

        assertThat(built.table("t"))
                .isInstanceOfSatisfying(
                        BuiltTable.Failed.class,
                        failed -> assertThat(failed.reasons())
                                .containsExactly(
                                        "column \"n\" must be at least 9007199254740993: 1 row below, such as \"9007199254740992\"",
                                        "column \"f\" has values that are not accepted: 1 row, such as \"3\""));
    }

    private static Assertions accepting(String... values) {
        return new Assertions(
                false, false, Optional.of(List.of(values)), Optional.empty(), Optional.empty(), OtherFields.NONE);
    }

    private static Assertions between(String min, String max) {
        return new Assertions(
                false,
                false,
                Optional.empty(),
                Optional.of(new BigDecimal(min)),
                Optional.of(new BigDecimal(max)),
                OtherFields.NONE);
    }

    @Test
    void segmentsAndThreadsDoNotShowInTheResult() {
        var fixture = monthly();
        for (int file = 0; file < 5; file++) {
            var text = new StringBuilder("date,amount,note\n");
            for (int row = 0; row < 300; row++) {
                text.append(LocalDate.of(2024, 1, 1).plusDays((row * 37L + file) % 120))
                        .append(',')
                        .append(row % 50 == 7 ? "bad" : String.valueOf(row))
                        .append(",n")
                        .append(file)
                        .append('-')
                        .append(row)
                        .append('\n');
            }
            fixture.file("s", file + ".csv", text.toString());
        }
        var whole = fixture.build();
        var tiny = fixture.segmentsOf(500).build();
        var alone = fixture.limits(1, 128L << 20).build();

        assertThat(whole.account()).isEqualTo(new RowAccount(1500, 1470, 30, 0));
        assertThat(tiny.content("t")).isEqualTo(whole.content("t"));
        assertThat(alone.content("t")).isEqualTo(whole.content("t"));
        assertThat(tiny.rejects("m", "raw/s/3.csv"))
                .isEqualTo(whole.rejects("m", "raw/s/3.csv"))
                .hasSize(6);
    }

    @Test
    void manySmallPartitionsOutOfManyRunsAreAllWritten() {
        var fixture = payments().mapping("m", "s", "t", "date", Granularity.DAY, COLUMNS);
        var expected = new ArrayList<String>();
        for (int file = 0; file < 8; file++) {
            var text = new StringBuilder("date,amount,note\n");
            for (int day = 0; day < 400; day++)
                text.append(LocalDate.of(2023, 1, 1).plusDays(day))
                        .append(",1,")
                        .append(file)
                        .append('\n');
            fixture.file("s", file + ".csv", text.toString());
        }
        for (int day = 0; day < 400; day++) {
            for (int file = 0; file < 8; file++)
                expected.add(LocalDate.of(2023, 1, 1).plusDays(day) + "|1.0|" + file);
        }
        var built = fixture.build();

        assertThat(built.files("t")).hasSize(400);
        assertThat(built.query("SELECT date || '|' || amount || '|' || note FROM read_parquet("
                        + built.files("t").stream()
                                .map(file -> "'" + file.path() + "'")
                                .toList() + ")"))
                .isEqualTo(expected);
    }

    @Test
    void wideRowsFitIntoLittleMemory() {
        var text = new StringBuilder("date,amount,note\n");
        for (int row = 0; row < 60; row++)
            text.append("2024-0")
                    .append(1 + row % 2)
                    .append("-01,")
                    .append(row)
                    .append(',')
                    .append("x".repeat(1 << 20))
                    .append('\n');
        var built = monthly()
                .limits(2, 256L << 20)
                .segmentsOf(16 << 20)
                .file("s", "a.csv", text.toString())
                .build();

        assertThat(built.account()).isEqualTo(new RowAccount(60, 60, 0, 0));
        assertThat(built.query("SELECT sum(length(note)) FROM read_parquet('"
                        + built.files("t").getFirst().path() + "')"))
                .containsExactly(String.valueOf(30L << 20));
    }

    @Test
    void aRunThatShouldStopEndsSoonAndLeavesNothingRunning() {
        String rows = "2024-01-01,1,a\n".repeat(200_000);
        var fixture = monthly().segmentsOf(1 << 16).file("s", "a.csv", "date,amount,note\n" + rows);

        assertThatThrownBy(() -> fixture.build(stopWhen(progress -> progress.rowsRead() > 0)))
                .isInstanceOf(RunCancelled.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("karet-engine"));
    }

    @Test
    void aRunThatShouldStopWhenItsLastPartitionIsMadeStops() {
        var fixture = monthly().file("s", "a.csv", "date,amount,note\n2024-01-01,1,a\n");

        assertThatThrownBy(() -> fixture.build(stopWhen(progress ->
                        progress.partitionsTotal() > 0 && progress.partitionsDone() == progress.partitionsTotal())))
                .isInstanceOf(RunCancelled.class);
    }

    private static RunWatch stopWhen(Predicate<Progress> reached) {
        var stop = new AtomicBoolean();
        return new RunWatch() {
            @Override
            public void progress(Progress progress) {
                if (reached.test(progress)) stop.set(true);
            }

            @Override
            public boolean stopWanted() {
                return stop.get();
            }
        };
    }

    @Test
    void progressEndsWithEverythingDone() {
        var latest = new AtomicReference<Progress>();
        var watch = new RunWatch() {
            @Override
            public void progress(Progress progress) {
                latest.set(progress);
            }

            @Override
            public boolean stopWanted() {
                return false;
            }
        };
        String text = "date,amount,note\n2024-01-01,1,a\n2024-02-01,x,b\n";
        monthly().file("s", "a.csv", text).build(watch);

        assertThat(latest.get())
                .isEqualTo(new Progress(Progress.Stage.BUILDING, 1, 1, text.length(), text.length(), 2, 1, 1));
    }

    @Test
    void theStagingFolderHoldsTheResultAndNothingElse() throws IOException {
        var fixture =
                monthly().file("s", "a.csv", "date,amount,note\n2024-01-01,1,a\n2024-02-01,x,b\n2024-02-01,2,b\n");
        var built = fixture.build();
        try (var files = Files.walk(fixture.staging())) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrder(
                            built.files("t").get(0).path(),
                            built.files("t").get(1).path(),
                            built.outcome("m", "raw/s/a.csv").rejects().orElseThrow());
        }
    }

    @Test
    void textIsKeptByteForByte() {
        String odd = "it's \"\"q\"\" \u00fc \ud83d\ude00 \\ \t";
        var built = payments()
                .mapping("m", "s", "t", "note = note")
                .file("s", "a.csv", "date,amount,note\n,,\"" + odd + "\"\n,,\"\"\n,,\n")
                .build();

        assertThat(built.rows("t")).containsExactly("~|~|" + odd.replace("\"\"", "\""), "~|~|", "~|~|~");
        assertThat(odd.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(odd.length());
    }
}
