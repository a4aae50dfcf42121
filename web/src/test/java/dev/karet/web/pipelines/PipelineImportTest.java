package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karet.model.Problem;
import dev.karet.model.Quoted;
import dev.karet.model.pipeline.templates.Template;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.Leases;
import dev.karet.store.ObjectInfo;
import dev.karet.store.Slug;
import dev.karet.web.WebSettings.Imports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of a hostile world: none leaves anything, and each is refused with a reason. */
class PipelineImportTest {

    private static final Slug SHOP = new Slug("shop");
    private static final byte[] CONFIG = Template.SPENDING.pipelineJson();

    @TempDir
    Path temp;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private void run(byte[] archive, Imports limits) {
        Clock clock = Clock.systemUTC();
        PipelineChanges changes = new PipelineChanges(store, new Leases(store, Duration.ofSeconds(30), clock), clock);
        ConfigHistory configs = new ConfigHistory(store, clock, (slug, config) -> {});
        try {
            Path file = Files.write(temp.resolve("archive.zip"), archive);
            new PipelineImport(store, changes, configs, limits).run(SHOP, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(byte[] archive) {
        run(archive, new Imports(100_000, 1L << 30, 200));
    }

    private ArchiveRefused refusal(byte[] archive, Imports limits) {
        ArchiveRefused refused = catchThrowableOfType(ArchiveRefused.class, () -> run(archive, limits));
        assertThat(refused).isNotNull();
        assertThat(store.list("")).isEmpty();
        return refused;
    }

    private ArchiveRefused refusal(byte[] archive) {
        return refusal(archive, new Imports(100_000, 1L << 30, 200));
    }

    private List<String> keys() {
        return store.list("").map(ObjectInfo::key).toList();
    }

    @Test
    void anArchiveMayHaveOneFolderAroundEverythingAndWhatSystemsAddIsLeftOut() {
        run(new HandMadeZip()
                .folder("My Shop/")
                .file("My Shop/pipeline.json", CONFIG)
                .folder("My Shop/raw/")
                .file("My Shop/raw/transactions/ä.csv", "x")
                .file("My Shop/.DS_Store", "x")
                .file("__MACOSX/My Shop/._pipeline.json", "x")
                .file("My Shop/_karet/lease/0000000007.json", "held")
                .file("My Shop/_karet/progress/job-1700000000000-aaaaaa.json", "x")
                .bytes());

        assertThat(keys()).containsExactly("pipelines/shop/pipeline.json", "pipelines/shop/raw/transactions/ä.csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ../../_auth/admin.json          | unsafe_name
                    raw/../../other/pipeline.json   | unsafe_name
                    raw/t/..                        | unsafe_name
                    ./raw/a.csv                     | unsafe_name
                    raw//a.csv                      | unsafe_name
                    /etc/passwd                     | unsafe_name
                    //server/share                  | unsafe_name
                    C:/windows/x                    | unsafe_name
                    c:x                             | unsafe_name
                    raw\\..\\..\\x.csv              | unsafe_name
                    raw/a\\b.csv                    | unsafe_name
                    raw/a-01234567-89ab-cdef-0123-456789abcdef | unsafe_name
                    other/x.txt                     | unknown_place
                    jobs/notes.json                 | unknown_place
                    dashboards/deep/x.json          | unknown_place
                    dashboards/x.html               | unknown_place
                    raw                             | unknown_place
                    index.html                      | unknown_place
                    """)
    void aNameThatIsNotSafeOrNothingThatAPipelineHasIsRefused(String name, String kind) {
        ArchiveRefused refused = refusal(
                new HandMadeZip().file("pipeline.json", CONFIG).file(name, "x").bytes());

        assertThat(refused.problems()).extracting(Problem::kind).containsOnly(kind);
        assertThat(refused.problems().getFirst().message()).contains(Quoted.text(name));
    }

    @Test
    void everyBadEntryIsNamed() {
        ArchiveRefused refused = refusal(new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .file("raw/a\u0000.csv", "x")
                .file("raw/a\n.csv", "x")
                .file("raw/" + "x".repeat(201), "x")
                .file("raw/a.csv", "x")
                .file("raw/a.csv", "y")
                .file("raw/a.csv/b.csv", "x")
                .entry("raw/link.csv", entry -> {
                    entry.body = "/etc/passwd".getBytes(UTF_8);
                    entry.madeBy = 3 << 8;
                    entry.attributes = 0xA1FFL << 16;
                })
                .entry("raw/secret.csv", entry -> entry.flags |= 1)
                .entry("raw/bzip.csv", entry -> entry.method = 12)
                .entry("raw/x", entry -> entry.name = "raw/\u00e4.csv".getBytes(ISO_8859_1))
                .bytes());

        assertThat(refused.problems())
                .extracting(Problem::kind)
                .containsExactlyInAnyOrder(
                        "unsafe_name",
                        "unsafe_name",
                        "unsafe_name",
                        "duplicate_name",
                        "file_and_folder",
                        "special_file",
                        "encrypted",
                        "bad_method",
                        "bad_name");
    }

    @Test
    void anArchiveWithoutAPipelineOrWithAFaultyOneIsRefused() {
        assertThat(refusal(new HandMadeZip().file("raw/a.csv", "x").bytes()).problems())
                .extracting(Problem::kind)
                .containsExactly("no_pipeline_json");
        assertThat(refusal(new HandMadeZip().bytes()).problems())
                .extracting(Problem::kind)
                .containsExactly("no_pipeline_json");
        assertThat(refusal(new HandMadeZip()
                                .file("pipeline.json", "{\"version\":2}")
                                .bytes())
                        .problems())
                .hasSizeGreaterThan(3);
        assertThat(refusal(new HandMadeZip()
                                .file("one/pipeline.json", CONFIG)
                                .file("two/pipeline.json", CONFIG)
                                .bytes())
                        .problems())
                .isNotEmpty();
    }

    @Test
    void aBombIsRefusedByWhatItBecomesAndNotByWhatItSays() {
        byte[] honest = new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .file("raw/bomb.csv", new byte[30 << 20])
                .bytes();
        ArchiveRefused byRatio = refusal(honest);
        assertThat(byRatio.isTooLarge()).isTrue();
        assertThat(byRatio).hasMessageContaining("KARET_IMPORT_RATIO");
        assertThat(refusal(honest, new Imports(10, 20 << 20, 100_000))).hasMessageContaining("KARET_IMPORT_LIMIT");

        byte[] lying = new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .entry("raw/bomb.csv", entry -> {
                    entry.body = new byte[30 << 20];
                    entry.saysUnpacked = 100;
                })
                .bytes();
        assertThat(refusal(lying)).hasMessageContaining("not as long as it says");
    }

    @Test
    void entriesThatShareBytesAreRefused() {
        byte[] overlapping = new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .file("raw/a.csv", new byte[1 << 20])
                .entry("raw/b.csv", entry -> entry.saysAt = 0)
                .bytes();

        assertThat(refusal(overlapping)).hasMessageContaining("overlap");
    }

    @Test
    void whatTwoReadersCouldUnderstandDifferentlyIsRefused() {
        assertThat(refusal(new HandMadeZip()
                        .file("pipeline.json", CONFIG)
                        .entry("raw/a.csv", entry -> entry.localName = "raw/b.csv")
                        .bytes()))
                .hasMessageContaining("another name");
        byte[] archive = new HandMadeZip().file("pipeline.json", CONFIG).bytes();
        byte[] prefixed = new byte[archive.length + 10];
        System.arraycopy(archive, 0, prefixed, 10, archive.length);
        assertThat(refusal(prefixed)).hasMessageContaining("directory");
        assertThat(refusal(new HandMadeZip()
                        .file("pipeline.json", CONFIG)
                        .file("raw/a.csv", "x")
                        .saying(1)
                        .bytes()))
                .hasMessageContaining("says to have 1 entries and has 2");
        assertThat(refusal(new HandMadeZip()
                        .file("pipeline.json", CONFIG)
                        .entry("raw/a.csv", entry -> entry.saysCrc = 7)
                        .bytes()))
                .hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21, 22, 100, 1_000, 3_000})
    void anArchiveThatWasCutOffIsRefused(int length) {
        byte[] archive = new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .file("raw/a.csv", "x")
                .bytes();

        refusal(Arrays.copyOf(archive, Math.min(length, archive.length - 1)));
    }

    @Test
    void anArchiveOfTooManyEntriesIsRefusedBeforeItsNamesAreKept() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 100_001; i++) {
                zip.putNextEntry(new ZipEntry("raw/t/" + i + ".csv"));
                zip.closeEntry();
            }
        }

        ArchiveRefused refused = refusal(bytes.toByteArray());

        assertThat(refused.isTooLarge()).isTrue();
        assertThat(refused).hasMessageContaining("more than 100000 entries");
    }

    @Test
    void archivesThatAreDamagedAnywhereAreRefusedOrImportedWholeAndNeverBreakAnything() {
        byte[] archive = new HandMadeZip()
                .file("pipeline.json", CONFIG)
                .file("raw/transactions/a.csv", "date,amount\n".repeat(500))
                .file("dashboards/x.json", "{}")
                .bytes();
        var random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = archive.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                run(damaged);
                assertThat(keys())
                        .contains("pipelines/shop/pipeline.json")
                        .allMatch(key -> key.startsWith("pipelines/shop/"));
                store.deleteAll(keys());
            } catch (ArchiveRefused refused) {
                assertThat(keys()).isEmpty();
            }
        }
    }

    @Test
    void aPipelineWithFaultsOfMeaningIsImported() {
        String faulty = new String(CONFIG, UTF_8).replace("raw/transactions/", "raw/../x/");

        run(new HandMadeZip().file("pipeline.json", faulty).bytes());

        assertThat(keys()).containsExactly("pipelines/shop/pipeline.json");
    }

    @Test
    void anImportOverAPipelineIsRefusedAndLeavesItAlone() {
        run(new HandMadeZip().file("pipeline.json", CONFIG).bytes());

        PipelineRefused refused = catchThrowableOfType(
                PipelineRefused.class,
                () -> run(new HandMadeZip()
                        .file("pipeline.json", CONFIG)
                        .file("raw/a.csv", "x")
                        .bytes()));

        assertThat(refused.reason()).isEqualTo(PipelineRefused.Reason.ALREADY_EXISTS);
        assertThat(keys()).containsExactly("pipelines/shop/pipeline.json");
    }
}
