package dev.karet.engine.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.Position;
import dev.karet.engine.query.QueryWatch;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowFilter.Condition;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.Selection.Sort;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.Value;
import dev.karet.engine.query.Value.Nothing;
import dev.karet.engine.query.Value.Real;
import dev.karet.engine.query.Value.Text;
import dev.karet.engine.query.Value.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Pages put together are the table, sorted and filtered as a plain program would, whatever the ties and nulls. */
class PagingProperty {

    private static final QueryWatch WATCH = QueryWatch.within(Duration.ofMinutes(1));
    private static final List<String> NAMES = List.of("k", "a", "b", "c");
    private static Path folder = Path.of("");
    private static DuckDbTableQueries queries;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("karet-paging");
        queries = new DuckDbTableQueries(folder.resolve("spill"), 128L << 20, 1L << 28, 2);
    }

    @AfterContainer
    static void close() throws IOException {
        queries.close();
        Files.deleteIfExists(folder.resolve("spill"));
        Files.delete(folder);
    }

    private record Row(List<Value> values) {}

    @Property(tries = 25, seed = "7")
    void pagesPutTogetherAreTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        TableFixture files = new TableFixture(folder, List.of("k"), "k int64", "a string", "b int64", "c float64");
        List<Row> all = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int file = 0; file < count; file++) {
            long key = random.nextInt(3) + 10L * file;
            List<List<Value>> rows = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) rows.add(row(random));
            files.file("k=" + key + "/data.parquet", rows);
            for (List<Value> row : rows) {
                List<Value> whole = new ArrayList<>(List.of(new Whole(key)));
                whole.addAll(row);
                all.add(new Row(whole));
            }
        }
        Selection selection = selection(random);
        List<List<Value>> expected = all.stream()
                .filter(row -> selection.filters().stream().allMatch(filter -> passes(row, filter)))
                .sorted(order(selection.order()))
                .map(Row::values)
                .toList();

        TableFiles table = files.table();
        List<List<Value>> paged = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        do {
            RowPage page = queries.rows(table, selection, after, limit, WATCH);
            paged.addAll(page.rows());
            after = page.next();
        } while (after.isPresent());
        assertThat(paged).isEqualTo(expected);
        assertThat(queries.count(table, selection.filters(), WATCH)).isEqualTo(expected.size());
        files.delete();
    }

    private static List<Value> row(Random random) {
        List<String> texts = List.of("", "a", "A", "ä", "z", "😀", "\uFFFF");
        List<Double> numbers = List.of(-1e300, -0.5, 0.0, 0.1, 0.30000000000000004, 1e300);
        return List.of(
                random.nextInt(4) == 0 ? new Nothing() : new Text(texts.get(random.nextInt(texts.size()))),
                random.nextInt(4) == 0 ? new Nothing() : new Whole(random.nextInt(3) - 1L),
                random.nextInt(4) == 0 ? new Nothing() : new Real(numbers.get(random.nextInt(numbers.size()))));
    }

    private static Selection selection(Random random) {
        List<String> sorted = new ArrayList<>(NAMES);
        Collections.shuffle(sorted, random);
        List<Sort> order = sorted.subList(0, random.nextInt(4)).stream()
                .map(name -> new Sort(name, random.nextBoolean()))
                .toList();
        List<RowFilter> filters = new ArrayList<>();
        if (random.nextInt(3) == 0) filters.add(new RowFilter("b", new Condition.IsNotNull()));
        if (random.nextInt(3) == 0) {
            filters.add(new RowFilter(
                    "k", new Condition.In(List.of(new Whole(0), new Whole(1), new Whole(11), new Whole(22)))));
        }
        return new Selection(NAMES, filters, order);
    }

    private static boolean passes(Row row, RowFilter filter) {
        Value value = row.values().get(NAMES.indexOf(filter.column()));
        return filter.condition() instanceof Condition.In(var values)
                ? values.contains(value)
                : !(value instanceof Nothing);
    }

    private static Comparator<Row> order(List<Sort> order) {
        Comparator<Row> all = (_, _) -> 0;
        for (Sort sort : order) {
            int place = NAMES.indexOf(sort.column());
            all = all.thenComparing((left, right) -> {
                Value a = left.values().get(place);
                Value b = right.values().get(place);
                if (a instanceof Nothing || b instanceof Nothing) {
                    return Boolean.compare(a instanceof Nothing, b instanceof Nothing);
                }
                return sort.descending() ? compare(b, a) : compare(a, b);
            });
        }
        return all;
    }

    private static int compare(Value left, Value right) {
        if (left instanceof Whole(var a) && right instanceof Whole(var b)) return Long.compare(a, b);
        if (left instanceof Real(var a) && right instanceof Real(var b)) return Double.compare(a, b);
        return Arrays.compareUnsigned(
                left.spelled().getBytes(StandardCharsets.UTF_8), right.spelled().getBytes(StandardCharsets.UTF_8));
    }
}
