package dev.karet.engine.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.ColumnProfile.Bin;
import dev.karet.engine.query.ColumnProfile.Distinct;
import dev.karet.engine.query.ColumnProfile.Frequency;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryFailed;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowFilter.Operator;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.Selection.Sort;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.engine.query.Value;
import dev.karet.engine.query.Value.Day;
import dev.karet.engine.query.Value.Exact;
import dev.karet.engine.query.Value.Moment;
import dev.karet.engine.query.Value.Nothing;
import dev.karet.engine.query.Value.Real;
import dev.karet.engine.query.Value.Text;
import dev.karet.engine.query.Value.Truth;
import dev.karet.engine.query.Value.Whole;
import dev.karet.model.pipeline.ColumnSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTableQueriesTest {

    private static final QueryWatch WATCH = QueryWatch.within(Duration.ofMinutes(1));
    private static final Value NULL = new Nothing();

    @TempDir
    static Path shared;

    private static DuckDbTableQueries queries;

    @TempDir
    Path temp;

    @BeforeAll
    static void open() {
        queries = new DuckDbTableQueries(shared.resolve("spill"), 256L << 20, 1L << 30, 2);
    }

    @AfterAll
    static void close() {
        queries.close();
    }

    private static List<Value> row(Value... values) {
        return List.of(values);
    }

    private static Value text(String text) {
        return new Text(text);
    }

    private static Selection all(TableFiles table, RowFilter... filters) {
        return new Selection(table.columns().stream().map(ColumnSchema::name).toList(), List.of(filters), List.of());
    }

    private static RowFilter is(String column, Operator operator, Value value) {
        return new RowFilter(column, new Condition.Compare(operator, value));
    }

    private static List<List<Value>> rows(TableFiles table, RowFilter... filters) {
        return queries.rows(table, all(table, filters), Optional.empty(), 1_000, WATCH)
                .rows();
    }

    private TableFiles everyType() {
        return new TableFixture(
                        temp,
                        List.of(),
                        "t string",
                        "i int64",
                        "d float64",
                        "m decimal(38,4)",
                        "b bool",
                        "day date",
                        "at timestamp")
                .file("data.parquet", List.of(LEAST, NONE, MOST))
                .table();
    }

    private static final List<Value> LEAST = row(
            text(""),
            new Whole(Long.MIN_VALUE),
            new Real(-1.7976931348623157e308),
            new Exact(new BigDecimal("-9999999999999999999999999999999999.9999")),
            new Truth(false),
            new Day(LocalDate.of(1, 1, 1)),
            new Moment(LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000)));
    private static final List<Value> NONE = row(NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    private static final List<Value> MOST = row(
            text("a\0'\";ß😀"),
            new Whole(Long.MAX_VALUE),
            new Real(1.7976931348623157e308),
            new Exact(new BigDecimal("9999999999999999999999999999999999.9999")),
            new Truth(true),
            new Day(LocalDate.of(9999, 12, 31)),
            new Moment(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000)));

    @Test
    void valuesOfEveryTypeComeBackAsTheyAre() throws IOException {
        TableFiles table = everyType();

        assertThat(rows(table)).containsExactly(LEAST, NONE, MOST);
        List<List<Value>> scanned = new ArrayList<>();
        queries.scan(table, all(table), scanned::add, WATCH);
        assertThat(scanned).containsExactly(LEAST, NONE, MOST);
    }

    @Test
    void filtersOfEveryTypeFindTheRowTheyMean() {
        TableFiles table = everyType();

        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i).name();
            Value least = LEAST.get(i);
            Value most = MOST.get(i);
            assertThat(rows(table, is(column, Operator.EQ, most))).as(column).containsExactly(MOST);
            assertThat(rows(table, is(column, Operator.NE, most)))
                    .as("null is not the value either: " + column)
                    .containsExactly(LEAST, NONE);
            assertThat(rows(table, is(column, Operator.LT, most))).containsExactly(LEAST);
            assertThat(rows(table, is(column, Operator.LE, most))).containsExactly(LEAST, MOST);
            assertThat(rows(table, is(column, Operator.GT, least))).containsExactly(MOST);
            assertThat(rows(table, is(column, Operator.GE, least))).containsExactly(LEAST, MOST);
            assertThat(rows(table, new RowFilter(column, new Condition.In(List.of(most, least)))))
                    .containsExactly(LEAST, MOST);
            assertThat(rows(table, new RowFilter(column, new Condition.In(List.of()))))
                    .isEmpty();
            assertThat(rows(table, new RowFilter(column, new Condition.IsNull())))
                    .containsExactly(NONE);
            assertThat(rows(table, new RowFilter(column, new Condition.IsNotNull())))
                    .containsExactly(LEAST, MOST);
            assertThat(queries.count(table, List.of(is(column, Operator.GT, least)), WATCH))
                    .isEqualTo(1);
        }
        assertThat(rows(table, new RowFilter("t", new Condition.Contains("ß")))).containsExactly(MOST);
        assertThat(rows(table, new RowFilter("t", new Condition.Contains("%")))).isEmpty();
        assertThat(rows(table, new RowFilter("t", new Condition.StartsWith("a\0'"))))
                .containsExactly(MOST);
    }

    @Test
    void whatIsNoColumnOrNoValueOfItIsRefused() {
        TableFiles table = everyType();

        assertThatThrownBy(() -> rows(table, is("x", Operator.EQ, text("a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows(table, is("i", Operator.EQ, text("a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows(table, is("i", Operator.EQ, NULL))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows(table, new RowFilter("i", new Condition.Contains("1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queries.rows(table, all(table), Optional.of(new Position(0, 3)), 10, WATCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queries.rows(table, all(table), Optional.of(new Position(1, 0)), 10, WATCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void columnsOfFoldersHaveWhatTheFoldersSayWithTheirTypes() {
        TableFiles table = new TableFixture(temp, List.of("kind of", "size"), "size int64", "n int64", "kind of string")
                .file("kind of=50%25 off%3F/size=9/data.parquet", List.of(row(new Whole(1)), row(new Whole(2))))
                .file("kind of=bäckerei/size=-10/data.parquet", List.of(row(new Whole(3))))
                .file("kind of=%5Bit%27s%5D/size=9/data.parquet", List.of(row(new Whole(4))))
                .table();
        List<Value> first = row(new Whole(9), new Whole(1), text("50% off?"));
        List<Value> second = row(new Whole(9), new Whole(2), text("50% off?"));
        List<Value> third = row(new Whole(-10), new Whole(3), text("bäckerei"));
        List<Value> fourth = row(new Whole(9), new Whole(4), text("[it's]"));

        assertThat(rows(table)).containsExactly(first, second, third, fourth);
        assertThat(rows(table, is("size", Operator.GT, new Whole(8)))).containsExactly(first, second, fourth);
        assertThat(rows(table, is("kind of", Operator.EQ, text("[it's]")))).containsExactly(fourth);
        assertThat(queries.count(table, List.of(is("kind of", Operator.NE, text("bäckerei"))), WATCH))
                .isEqualTo(3);
        Selection bySize = new Selection(List.of("n"), List.of(), List.of(new Sort("size", false)));
        RowPage page = queries.rows(table, bySize, Optional.empty(), 2, WATCH);
        assertThat(page.rows()).containsExactly(row(new Whole(3)), row(new Whole(1)));
        assertThat(queries.rows(table, bySize, page.next(), 2, WATCH).rows())
                .containsExactly(row(new Whole(2)), row(new Whole(4)));
        assertThat(queries.profile(table, List.of("kind of"), WATCH).getFirst().top())
                .containsExactly(
                        new Frequency(text("50% off?"), 2),
                        new Frequency(text("[it's]"), 1),
                        new Frequency(text("bäckerei"), 1));
    }

    @Test
    void pagesOfAFilterOnFoldersKeepTheirPlacesAmongAllFiles() {
        TableFixture files = new TableFixture(temp, List.of("k"), "k string", "n int64");
        for (int i = 0; i < 6; i++) {
            files.file("k=" + (i % 2 == 0 ? "even" : "odd" + i) + "/data.parquet", List.of(row(new Whole(i))));
        }
        TableFiles table = files.table();
        Selection odd =
                new Selection(List.of("n"), List.of(is("k", Operator.NE, text("even"))), List.of(new Sort("k", true)));

        assertThat(pages(table, odd, 1)).containsExactly(row(new Whole(5)), row(new Whole(3)), row(new Whole(1)));
        Selection plain = new Selection(List.of("n"), odd.filters(), List.of());
        assertThat(pages(table, plain, 1)).containsExactly(row(new Whole(1)), row(new Whole(3)), row(new Whole(5)));
    }

    static List<List<Value>> pages(TableFiles table, Selection selection, int limit) {
        List<List<Value>> rows = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            RowPage page = queries.rows(table, selection, after, limit, WATCH);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
            rows.addAll(page.rows());
            after = page.next();
        } while (after.isPresent());
        return rows;
    }

    @Test
    void foldersOfADateHideNoColumn() {
        TableFiles table = new TableFixture(temp, List.of(), "day date", "year string")
                .file(
                        "year=2024/month=05/data.parquet",
                        List.of(row(new Day(LocalDate.of(2024, 5, 1)), text("what the file says"))))
                .table();

        assertThat(rows(table).getFirst().get(1)).isEqualTo(text("what the file says"));
    }

    @Test
    void namesAndValuesAreNeverTakenForSql() throws IOException {
        String name = "a\"; DROP TABLE t; --";
        TableFiles table = new TableFixture(temp, List.of(), name + " string", "select string")
                .file("data.parquet", List.of(row(text("' OR 1=1 --"), text("x"))))
                .table();

        assertThat(rows(table, is(name, Operator.EQ, text("' OR 1=1 --")))).hasSize(1);
        assertThat(rows(table, is("select", Operator.EQ, text("' OR 1=1 --")))).isEmpty();
        Path target = temp.resolve("out.parquet");
        queries.writeParquet(table, all(table), target, WATCH);
        assertThat(rows(new TableFiles(
                        "out", table.columns(), List.of(), List.of(new LocalFile("data.parquet", target, 1)))))
                .hasSize(1);
    }

    @Test
    void rowsWithoutAnOrderComeInIngestOrderHoweverManyFilesAndRowGroups() throws IOException {
        TableFixture files = new TableFixture(temp, List.of(), "n int64");
        for (int i = 0; i < 5; i++) {
            files.file(
                    "part=" + i + "/data.parquet",
                    60_000,
                    "SELECT CAST(" + 60_000 * i + " + range AS BIGINT) AS n FROM range(60000)");
        }
        TableFiles table = files.table();

        List<Long> scanned = new ArrayList<>();
        queries.scan(table, all(table), values -> scanned.add(((Whole) values.getFirst()).number()), WATCH);
        assertThat(scanned).hasSize(300_000).isSorted();
        Path target = temp.resolve("out.parquet");
        queries.writeParquet(table, all(table, is("n", Operator.GE, new Whole(7))), target, WATCH);
        List<Long> written = new ArrayList<>();
        TableFiles one = new TableFiles(
                "out", table.columns(), List.of(), List.of(new LocalFile("data.parquet", target, 299_993)));
        queries.scan(one, all(one), values -> written.add(((Whole) values.getFirst()).number()), WATCH);
        assertThat(written).hasSize(299_993).isSorted();
        RowPage last = queries.rows(table, all(table), Optional.of(new Position(4, 59_997)), 10, WATCH);
        assertThat(last.rows()).containsExactly(row(new Whole(299_998)), row(new Whole(299_999)));
        assertThat(last.next()).isEmpty();
    }

    @Test
    void aPageOfWideRowsEndsEarlyAndTheNextGoesOn() {
        TableFiles table = new TableFixture(temp, List.of(), "n int64", "wide string")
                .file("data.parquet", 12, "SELECT range AS n, repeat('x', 1000000) AS wide FROM range(12)")
                .table();

        RowPage first = queries.rows(table, all(table), Optional.empty(), 12, WATCH);
        assertThat(first.rows()).hasSize(5);
        assertThat(pages(table, new Selection(List.of("n", "wide"), List.of(), List.of(new Sort("wide", true))), 12))
                .extracting(List::getFirst)
                .containsExactly(LongStream.range(0, 12).mapToObj(Whole::new).toArray(Value[]::new));
    }

    @Test
    void aTableWithoutFilesHasNoRows() throws IOException {
        TableFiles table = new TableFixture(temp, List.of(), "n int64").table();

        assertThat(rows(table)).isEmpty();
        assertThat(queries.count(table, List.of(), WATCH)).isZero();
        assertThat(queries.profile(table, List.of("n"), WATCH).getFirst().rows())
                .isZero();
        queries.scan(
                table,
                all(table),
                values -> {
                    throw new AssertionError(values);
                },
                WATCH);
        Path target = temp.resolve("out.parquet");
        queries.writeParquet(table, all(table), target, WATCH);
        assertThat(rows(new TableFiles(
                        "out", table.columns(), List.of(), List.of(new LocalFile("data.parquet", target, 0)))))
                .isEmpty();
    }

    @Test
    void aProfileSaysWhatAColumnHolds() {
        TableFiles table = new TableFixture(
                        temp, List.of(), "n int64", "t string", "m decimal(9,2)", "day date", "x bool")
                .file("data.parquet", 100, """
                        SELECT CASE WHEN range < 90 THEN range + 1 END AS n,
                          CASE WHEN range % 10 = 0 THEN 'zehn' WHEN range % 2 = 0 THEN 'ä' ELSE '' END AS t,
                          CAST(range / 4 AS DECIMAL(9,2)) AS m, DATE '2024-01-01' + CAST(range AS INTEGER) AS day,
                          CAST(NULL AS BOOLEAN) AS x
                        FROM range(100)""")
                .table();

        List<ColumnProfile> profiles = queries.profile(table, List.of("n", "t", "m", "day", "x"), WATCH);
        ColumnProfile n = profiles.get(0);
        assertThat(n.rows()).isEqualTo(100);
        assertThat(n.nulls()).isEqualTo(10);
        assertThat(n.distinct()).isEqualTo(new Distinct(90, true));
        assertThat(n.min()).contains(new Whole(1));
        assertThat(n.max()).contains(new Whole(90));
        assertThat(n.mean()).isEqualTo(OptionalDouble.of(45.5));
        assertThat(n.histogram()).hasSize(18).allMatch(bin -> bin.rows() == 5);
        assertThat(n.histogram().getLast()).isEqualTo(new Bin(new Whole(86), new Whole(90), 5));
        ColumnProfile t = profiles.get(1);
        assertThat(t.top())
                .containsExactly(
                        new Frequency(text(""), 50), new Frequency(text("ä"), 40), new Frequency(text("zehn"), 10));
        assertThat(t.lengths()).contains(new ColumnProfile.Lengths(0, 4, 0.8));
        assertThat(t.histogram()).isEmpty();
        assertThat(t.mean()).isEmpty();
        ColumnProfile m = profiles.get(2);
        assertThat(m.mean()).isEqualTo(OptionalDouble.of(12.375));
        assertThat(m.histogram()).hasSize(20).allMatch(bin -> bin.rows() == 5);
        assertThat(m.histogram().getFirst().from()).isEqualTo(new Exact(new BigDecimal("0.00")));
        assertThat(m.histogram().getLast().to()).isEqualTo(new Exact(new BigDecimal("24.75")));
        ColumnProfile day = profiles.get(3);
        assertThat(day.histogram().getFirst())
                .isEqualTo(new Bin(new Day(LocalDate.of(2024, 1, 1)), new Day(LocalDate.of(2024, 1, 5)), 5));
        ColumnProfile x = profiles.get(4);
        assertThat(x.nulls()).isEqualTo(100);
        assertThat(x.min()).isEmpty();
        assertThat(x.distinct()).isEqualTo(new Distinct(0, true));
    }

    @Test
    void aProfileOfTheWidestRangesCountsEveryRow() {
        TableFiles table = everyType();

        for (ColumnProfile profile : queries.profile(
                table, table.columns().stream().map(ColumnSchema::name).toList(), WATCH)) {
            long counted = profile.histogram().stream().mapToLong(Bin::rows).sum();
            assertThat(counted).as(profile.toString()).isIn(0L, 2L);
            assertThat(profile.top()).hasSize(2);
            assertThat(profile.nulls()).isEqualTo(1);
        }
    }

    @Test
    void aColumnOfVeryManyValuesIsEstimatedAndSaysSo() {
        TableFiles table = new TableFixture(temp, List.of(), "n int64")
                .file(
                        "data.parquet",
                        1_300_000,
                        "SELECT CASE WHEN range % 8 = 0 THEN 7 ELSE range END AS n FROM range(1300000)")
                .table();

        ColumnProfile profile = queries.profile(table, List.of("n"), WATCH).getFirst();
        assertThat(profile.topExact()).isFalse();
        assertThat(profile.distinct().exact()).isFalse();
        assertThat(profile.distinct().count()).isBetween(1_000_001L, 1_300_000L);
        assertThat(profile.top().getFirst()).isEqualTo(new Frequency(new Whole(7), 162_501));
    }

    private TableFiles large() {
        return new TableFixture(temp, List.of(), "n float64", "t string")
                .file(
                        "data.parquet",
                        3_000_000,
                        "SELECT hash(range) / 1e19 AS n, md5(CAST(range AS VARCHAR)) AS t FROM range(3000000)")
                .table();
    }

    @Test
    void aQueryEndsWhenItsTimeIsOverAndWhenNobodyWantsItAnyMore() {
        TableFiles table = large();

        assertThatThrownBy(() -> queries.profile(table, List.of("n", "t"), QueryWatch.within(Duration.ZERO)))
                .isInstanceOf(QueryFailed.TooSlow.class)
                .hasMessageContaining("KARET_QUERY_SECONDS");
        assertThatThrownBy(() ->
                        queries.profile(table, List.of("n", "t"), new QueryWatch(Duration.ofMinutes(1), () -> true)))
                .isInstanceOf(QueryFailed.Stopped.class);
        assertThat(queries.count(table, List.of(), WATCH))
                .as("the next one is not hurt")
                .isEqualTo(3_000_000);
    }

    @Test
    void aSinkThatFailsEndsTheQueryWithItsFailure() {
        TableFiles table = large();
        IOException full = new IOException("nobody listens");

        assertThatThrownBy(() -> queries.scan(
                        table,
                        all(table),
                        _ -> {
                            throw full;
                        },
                        WATCH))
                .isSameAs(full);
    }

    @Test
    void aQueryThatNeedsMoreThanThereIsSaysWhatToRaise() {
        TableFiles table = large();
        try (var poor = new DuckDbTableQueries(temp.resolve("spill"), 20L << 20, 1L << 20, 2)) {
            Selection sorted =
                    new Selection(List.of("n", "t"), List.of(), List.of(new Sort("t", true), new Sort("n", false)));
            assertThatThrownBy(() -> poor.writeParquet(table, sorted, temp.resolve("out.parquet"), WATCH))
                    .isInstanceOf(QueryFailed.TooLarge.class)
                    .hasMessageContaining("KARET_QUERY_MEMORY");
        }
    }
}
