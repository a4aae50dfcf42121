package dev.karet.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.Range;
import dev.karet.engine.BuildResult.Slice;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EarlierSlice;
import dev.karet.engine.EngineFault;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.model.job.Progress;
import dev.karet.model.pipeline.Mapping.Granularity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {

    private static final String COLUMNS = "date = cast(date, date); note = note";
    private static final String HEAD = "date,note\n";

    @TempDir
    Path directory;

    private BuildFixture monthly() {
        return new BuildFixture(directory)
                .source("s", "date string, note string")
                .table("t", "date date, note string")
                .mapping("m", "s", "t", "date", Granularity.MONTH, COLUMNS);
    }

    @Test
    void onlyPartitionsThatChangeAreFetchedAndMade() throws IOException {
        var fixture = monthly()
                .file("s", "a.csv", HEAD + "2024-01-01,a\n2024-02-01,a\n2024-03-01,a\n")
                .file("s", "c.csv", HEAD + "2024-01-02,c\n2024-04-01,c\n");
        var published = new Published(fixture);
        published.update();

        fixture.file("s", "b.csv", HEAD + "2024-01-03,b\n2024-05-01,b\n").without("s", "c.csv");
        var built = published.update();

        assertThat(built.result().files()).extracting(file -> file.key()).containsExactly("raw/s/b.csv");
        assertThat(published.fetched()).containsExactly("year=2024/month=01/data.parquet");
        assertThat(built.table("t"))
                .isInstanceOfSatisfying(
                        BuiltTable.Ready.class,
                        ready -> assertThat(ready.emptied()).containsExactly("year=2024/month=04/data.parquet"));
        assertThat(built.content("t"))
                .isEqualTo("year=2024/month=01/data.parquet\n2024-01-01|a\n2024-01-03|b\n\n"
                        + "year=2024/month=05/data.parquet\n2024-05-01|b");
        assertThat(built.files("t").getFirst().slices())
                .containsExactly(new Slice("m", "raw/s/a.csv", 1), new Slice("m", "raw/s/b.csv", 1));
        assertThat(built.files("t").getFirst().ranges())
                .isEqualTo(Map.of(
                        "date", new Range(Optional.of("2024-01-01"), Optional.of("2024-01-03")),
                        "note", new Range(Optional.of("a"), Optional.of("b"))));
        try (var files = Files.walk(fixture.staging())) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void aFileWithoutRowsChangesNothing() {
        var fixture = monthly().file("s", "a.csv", HEAD + "2024-01-01,a\n");
        var published = new Published(fixture);
        published.update();

        assertThat(fixture.file("s", "b.csv", HEAD).build().files("t")).hasSize(1);
        assertThat(published.update().result().tables())
                .containsExactly(new BuiltTable.Ready("t", List.of(), List.of()));
    }

    @Test
    void aNewFileThatFailsDoesNotFailAMappingThatHasGoodOnes() {
        var fixture = monthly().file("s", "a.csv", HEAD + "2024-01-01,a\n");
        var published = new Published(fixture);
        published.update();
        fixture.file("s", "b.csv", "date\n2024-01-01\n");
        TablePlan.Update plan = published.plan("t");
        var unfed = new TablePlan.Update("t", plan.files(), plan.earlier(), Set.of());

        assertThat(fixture.build(List.of(unfed), fixture.new Sources(), RunWatch.NONE)
                        .table("t"))
                .isInstanceOf(BuiltTable.Failed.class);
        assertThat(published.update().outcome("m", "raw/s/b.csv").error()).isPresent();
        assertThat(published.files("t")).hasSize(1);
    }

    @Test
    void tablesThatAreKeptUpdatedAndRebuiltShareOneReadingOfAFile() {
        var fixture = monthly()
                .table("kept", "note string")
                .table("other", "note string")
                .mapping("m2", "s", "kept", "note = note")
                .mapping("m3", "s", "other", "note = upper(note)")
                .file("s", "a.csv", HEAD + "2024-01-01,a\n");
        var published = new Published(fixture);
        published.update();
        fixture.file("s", "b.csv", HEAD + "2024-02-01,b\n");
        var read = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        var sources = fixture.new Sources() {
            @Override
            public InputStream open(SourceFile file) {
                read.add(file.key());
                return super.open(file);
            }
        };
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
        var built = fixture.build(
                List.of(
                        published.plan("t"),
                        new TablePlan.Keep("kept"),
                        new TablePlan.Rebuild("other", fixture.filesOf("other"))),
                sources,
                watch);

        assertThat(read).containsExactlyInAnyOrder("raw/s/a.csv", "raw/s/b.csv");
        assertThat(built.result().files())
                .extracting(file -> file.mappingId() + " " + file.key())
                .containsExactly("m raw/s/b.csv", "m3 raw/s/a.csv", "m3 raw/s/b.csv");
        assertThat(built.result().tables()).extracting(BuiltTable::tableId).containsExactly("t", "other");
        assertThat(built.rows("other")).containsExactly("A", "B");
        assertThat(latest.get().filesTotal()).isEqualTo(3);
        assertThat(latest.get().partitionsTotal()).isEqualTo(2);
    }

    @Test
    void largeFilesGrowByWholeRowGroupsAndInTheMiddleByRewriting() {
        var fixture =
                monthly().file("s", "a.csv", HEAD + lines(60_000, "a")).file("s", "c.csv", HEAD + lines(60_000, "c"));
        var published = new Published(fixture);
        published.update();

        fixture.file("s", "d.csv", HEAD + lines(40_000, "d"));
        StagedFile appended = published.update().files("t").getFirst();
        fixture.file("s", "b.csv", HEAD + lines(5, "b")).without("s", "a.csv");
        var built = published.update();
        StagedFile mixed = built.files("t").getFirst();

        assertThat(appended.rows()).isEqualTo(160_000);
        assertThat(appended.slices()).extracting(Slice::rows).containsExactly(60_000L, 60_000L, 40_000L);
        assertThat(appended.ranges().get("note")).isEqualTo(new Range(Optional.of("a0"), Optional.of("d9999")));
        assertThat(built.query(
                        "SELECT count(*), string_agg(note, ',' ORDER BY file_row_number) FILTER (file_row_number IN (0, 4, 5, 60004, 60005)) FROM '"
                                + mixed.path() + "'"))
                .containsExactly("100005|b0,b4,c0,c59999,d0");
        assertThat(mixed.slices())
                .containsExactly(
                        new Slice("m", "raw/s/b.csv", 5),
                        new Slice("m", "raw/s/c.csv", 60_000),
                        new Slice("m", "raw/s/d.csv", 40_000));
    }

    /** More pieces than are read one by one. */
    @Test
    void manyPiecesOfAFileStayInTheirOrder() {
        var fixture = monthly();
        for (int i = 0; i < 110; i++) fixture.file("s", "%03d.csv".formatted(i), HEAD + lines(2000, "f" + i + "-"));
        var published = new Published(fixture);
        published.update();
        for (int i = 0; i < 110; i += 2) fixture.without("s", "%03d.csv".formatted(i));

        var built = published.update();

        assertThat(built.query("SELECT note FROM '"
                        + built.files("t").getFirst().path() + "' WHERE file_row_number % 2000 IN (0, 1999)"))
                .isEqualTo(IntStream.range(0, 55)
                        .mapToObj(i -> "f" + (2 * i + 1) + "-")
                        .flatMap(name -> List.of(name + "0", name + "1999").stream())
                        .toList());
    }

    @Test
    void aDataFileThatIsNotWhatThePlanSaysIsNeverBuiltUpon() {
        var fixture = monthly().file("s", "a.csv", HEAD + "2024-01-01,a\n2024-01-02,a\n");
        var published = new Published(fixture);
        var built = published.update();
        fixture.file("s", "b.csv", HEAD + "2024-01-03,b\n");
        Path other = directory.resolve("other.parquet");
        built.query("COPY (SELECT 'x' AS note) TO '" + other + "' (FORMAT parquet, RETURN_STATS)");

        assertThatThrownBy(() -> updated(fixture, published.plan("t"), other, 1))
                .isInstanceOf(EngineFault.class)
                .hasMessageContaining("year=2024/month=01/data.parquet of table \"t\" has the columns");
        assertThatThrownBy(() -> updated(
                        fixture,
                        published.plan("t"),
                        built.files("t").getFirst().path(),
                        3))
                .isInstanceOf(EngineFault.class)
                .hasMessageContaining("has 2 rows and should have 3");
    }

    private static void updated(BuildFixture fixture, TablePlan.Update plan, Path stored, long rows) {
        var slices = List.of(new EarlierSlice("m", "raw/s/a.csv", rows, true));
        var earlier = new EarlierPartition("year=2024/month=01/data.parquet", 1, rows, slices);
        List<MappingFiles> files = plan.files();
        fixture.build(
                List.of(new TablePlan.Update("t", files, List.of(earlier), Set.of("m"))),
                fixture.new Sources() {
                    @Override
                    public InputStream openEarlier(String tableId, EarlierPartition partition) throws IOException {
                        return Files.newInputStream(stored);
                    }
                },
                RunWatch.NONE);
    }

    private static String lines(int count, String note) {
        return IntStream.range(0, count)
                .mapToObj(i -> "2024-01-01," + note + i + "\n")
                .collect(Collectors.joining());
    }
}
