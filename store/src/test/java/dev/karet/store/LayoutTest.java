package dev.karet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    private static final Slug SLUG = new Slug("spending");
    private static final JobId JOB = new JobId("job-1700000000000-abc123");

    @Test
    void everyKeyLiesWhereTheFormatSays() {
        assertThat(Layout.pipelineConfig(SLUG)).isEqualTo("pipelines/spending/pipeline.json");
        assertThat(Layout.raw(SLUG)).isEqualTo("pipelines/spending/raw/");
        assertThat(Layout.container(SLUG, "raw/transactions/")).isEqualTo("pipelines/spending/raw/transactions/");
        assertThat(Layout.clean(SLUG)).isEqualTo("pipelines/spending/clean/");
        assertThat(Layout.table(SLUG, "transactions")).isEqualTo("pipelines/spending/clean/transactions/");
        assertThat(Layout.partitionData(SLUG, "t", "year=2024/month=05"))
                .isEqualTo("pipelines/spending/clean/t/year=2024/month=05/data.parquet");
        assertThat(Layout.partitionData(SLUG, "t", "")).isEqualTo("pipelines/spending/clean/t/data.parquet");
        assertThat(Layout.dashboard(SLUG, "Spending Overview"))
                .isEqualTo("pipelines/spending/dashboards/Spending Overview.json");
        assertThat(Layout.job(SLUG, JOB)).isEqualTo("pipelines/spending/jobs/job-1700000000000-abc123.json");
        assertThat(Layout.preview(SLUG)).isEqualTo("pipelines/spending/preview.png");
        assertThat(Layout.progress(SLUG, JOB))
                .isEqualTo("pipelines/spending/_karet/progress/job-1700000000000-abc123.json");
        assertThat(Layout.cancel(SLUG, JOB)).isEqualTo("pipelines/spending/_karet/cancel/job-1700000000000-abc123");
        assertThat(Layout.rejectsFile(SLUG, JOB, "a.json"))
                .isEqualTo("pipelines/spending/_karet/rejects/job-1700000000000-abc123/a.json");
        assertThat(Layout.schedule(SLUG)).isEqualTo("pipelines/spending/_karet/schedule.json");
        assertThat(Layout.pending(SLUG)).isEqualTo("pipelines/spending/_karet/pending.json");
        assertThat(Layout.lookout(SLUG)).isEqualTo("pipelines/spending/_karet/lookout.json");
        assertThat(Layout.claim(SLUG, "x")).isEqualTo("pipelines/spending/_karet/claims/x");
        assertThat(Layout.claim("x")).isEqualTo("_karet/claims/x");
        assertThat(Layout.ADMIN).isEqualTo("_auth/admin.json");
        assertThat(Layout.FORMAT).isEqualTo("_karet/format.json");
    }

    @Test
    void aJobIsFoundAgainInItsKeyAndNothingElseIs() {
        assertThat(Layout.jobOf(SLUG, Layout.job(SLUG, JOB))).contains(JOB);
        assertThat(Layout.jobOf(new Slug("other"), Layout.job(SLUG, JOB))).isEmpty();
        assertThat(Layout.jobOf(SLUG, "pipelines/spending/jobs/notes.json")).isEmpty();
        assertThat(Layout.jobOf(SLUG, "pipelines/spending/jobs/" + JOB)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean/t/", "raw/t", "/raw/t/", "raw/../../other/", "raw//t/", "raw/./", "", "rawer/t/"})
    void aContainerOutsideRawIsRefused(String prefix) {
        assertThatThrownBy(() -> Layout.container(SLUG, prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/"})
    void aNameThatIsNotOneSegmentIsRefused(String name) {
        assertThatThrownBy(() -> Layout.dashboard(SLUG, name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Layout.table(SLUG, name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"year=2024/", "/year=2024", "../x", "a//b"})
    void aPartitionThatIsNoPathIsRefused(String partition) {
        assertThatThrownBy(() -> Layout.partitionData(SLUG, "t", partition))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "raw/t/a.csv, true",
        "raw/t/deep/er/A.CSV, true",
        "raw/t/a.csv.gz, true",
        "raw/t/a.Csv.GZ, true",
        "raw/t/_a.csv, false",
        "raw/t/.a.csv, false",
        "raw/t/.csv, false",
        "raw/_t/a.csv, true",
        "raw/t/a.csv.zip, false",
        "raw/t/a.gz, false",
        "raw/t/acsv, false",
        "raw/t/a.csv/, false",
        "a.csv, true",
    })
    void sourceFilesAreKnownByTheirNames(String key, boolean source) {
        assertThat(Layout.isSourceFile(key)).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource({
        "Spending Tracker, spending-tracker",
        "'  trimmed  ', trimmed",
        "Größe 2024!, gr--e-2024",
        "a_b.c, a-b-c",
        "--x--, x",
        "0, 0",
    })
    void whatAPersonTypesBecomesASlug(String typed, String slug) {
        assertThat(Slug.canonical(typed)).isEqualTo(new Slug(slug));
        assertThat(Slug.canonical(slug)).isEqualTo(new Slug(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "---", "日本", "../..", "/"})
    void whatLeavesNothingIsAnInvalidSlug(String typed) {
        assertThatThrownBy(() -> Slug.canonical(typed))
                .isInstanceOfSatisfying(
                        Slug.InvalidSlug.class,
                        fault -> assertThat(fault.problem().kind()).isEqualTo("invalid_slug"));
    }

    @Test
    void aSlugHasAtMost63Characters() {
        assertThat(Slug.canonical("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> Slug.canonical("a".repeat(64)))
                .isInstanceOf(Slug.InvalidSlug.class)
                .hasMessageContaining("64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a-", "a/b", "a b", "..", "ä", "a\n"})
    void onlyASlugIsASlug(String text) {
        assertThat(Slug.isValid(text)).isFalse();
        assertThatThrownBy(() -> new Slug(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPipelinePrefixGivesItsSlug() {
        assertThat(Slug.ofPipelinePrefix("pipelines/spending/")).contains(SLUG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipelines/", "pipelines//", "pipelines/spending", "pipelines/spending/raw/", "pipelines/../",
                        "pipelines/A/",
                "/pipelines/a/", "pipeline/a/", "", "pipelines/a/../", "pipelines/a%2f/", "xpipelines/a/"
            })
    void everyOtherPrefixGivesNone(String prefix) {
        assertThat(Slug.ofPipelinePrefix(prefix)).isEmpty();
    }

    @Test
    void jobIdsCarryTheirTimeAndSortByIt() {
        var random = new Random(1);
        var start = Instant.ofEpochMilli(1_700_000_000_123L);
        var job = JobId.create(start, random);
        var later = JobId.create(start.plusMillis(1), random);

        assertThat(job.value()).matches("job-1700000000123-[0-9a-z]{6}");
        assertThat(job.createdAt()).isEqualTo(start);
        assertThat(job).isLessThan(later).isNotEqualTo(JobId.create(start, random));
        assertThat(JobId.parse(job.value())).contains(job);
        assertThat(JobId.parse("job-17-abc123")).isEmpty();
        assertThat(JobId.parse(job.value() + "/../x")).isEmpty();
    }

    @Test
    void onlyRejectedRowsOfThePipelineItselfAreFound() {
        assertThat(Layout.rejectsAt(SLUG, "_karet/rejects/" + JOB + "/00001.jsonl"))
                .contains("pipelines/spending/_karet/rejects/" + JOB + "/00001.jsonl");
        for (String other : new String[] {
            "_karet/rejects/" + JOB + "/../00001.jsonl",
            "_karet/rejects/" + JOB + "/",
            "_karet/rejects/00001.jsonl",
            "../shop/_karet/rejects/" + JOB + "/00001.jsonl",
            "_auth/admin.json",
            ""
        }) {
            assertThat(Layout.rejectsAt(SLUG, other)).as(other).isEmpty();
        }
    }

    @Test
    void aSourceFileBelongsToThePipelineOfItsFolder() {
        assertThat(Layout.pipelineOfSource("pipelines/spending/raw/t/a.csv")).contains(SLUG);
        assertThat(Layout.pipelineOfSource("pipelines/spending/raw/A.CSV.gz")).contains(SLUG);
        for (String other : new String[] {
            "pipelines/spending/raw/t/a.txt",
            "pipelines/spending/clean/a.csv",
            "pipelines/spending/rawer/a.csv",
            "pipelines/-/raw/a.csv",
            "pipelines/a.csv",
            "raw/a.csv"
        }) {
            assertThat(Layout.pipelineOfSource(other)).as(other).isEmpty();
        }
    }
}
