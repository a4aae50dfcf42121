package dev.karet.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.RunAnswer;
import dev.karet.model.json.ApiJson;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations and files as nobody should write them, changed at random from good ones with fixed seeds: the worker may refuse, reject
 * and fail, but never with a 500, a hang, a stack trace to its caller or a row that is gone.
 */
class HostileInputTest {

    private static final String CONFIG = """
            {"version":1,
             "source_containers":[{"id":"src","name":"S","path_prefix":"raw/s/","schema":[
                {"name":"id","type":"string"},{"name":"day","type":"string"},{"name":"n","type":"int64"},{"name":"note","type":"string"}],
                "format":{"delimiter":",","quote":"\\"","escape":"\\"","null_values":["NA"]}}],
             "lookup_mappings":[{"id":"kinds","rows":[{"input_patterns":["tea","coffee"],"output":"drink"}],
                "children":[{"id":"sub","match":"exact","rows":[{"input_patterns":["bun"],"output":"bread"}]}],
                "catch_all":{"output":"other"}}],
             "mappings":[{"id":"m","source_container_id":"src","analytic_table_id":"t",
                "columns":[
                  {"name":"id","expr":{"kind":"col","name":"id"}},
                  {"name":"day","expr":{"kind":"parse_date","input":{"kind":"col","name":"day"},"format":"%Y-%m-%d"}},
                  {"name":"n","expr":{"kind":"add","left":{"kind":"col","name":"n"},"right":{"kind":"col","name":"n"}}},
                  {"name":"note","expr":{"kind":"concat","sep":" ","args":[{"kind":"col","name":"note"},
                     {"kind":"lookup_ref","lookup_id":"kinds","input":{"kind":"col","name":"note"}}]}}]}],
             "analytic_tables":[{"id":"t","name":"T","schema":[{"name":"id","type":"string"},
                {"name":"day","type":"date"},{"name":"n","type":"int64"},{"name":"note","type":"string"}]}]}
            """;

    private static final List<String> TOKENS = List.of(
            "null",
            "-1",
            "1e999",
            "[]",
            "{}",
            "true",
            "\"\"",
            "\"src\"",
            "\"m\"",
            "\"raw/../\"",
            "\"decimal(99,1)\"",
            "\"timestamp\"",
            "\"col\"",
            "\"lookup_ref\"",
            "\"kinds.sub\"",
            "\"%Q\"",
            "\"\\u0000\"",
            "\"'; drop table t; --\"",
            "9223372036854775807");

    private static final int LANES = 4;
    private static final int INPUTS_OF_A_PIPELINE = 50;

    @TempDir
    static Path home;

    private static RunningKaret karet;

    @BeforeAll
    static void start() {
        karet = RunningKaret.start(home.resolve("whole"));
    }

    @AfterAll
    static void stop() throws IOException {
        karet.close();
    }

    @Test
    void changedConfigurationsAreAnsweredInOurShape() throws Exception {
        Inputs.inTurn(100, (lane, i) -> configuration(karet, lane, 11, i));
    }

    @Test
    void changedFilesLoseNoRow() throws Exception {
        Inputs.inTurn(50, (lane, i) -> file(karet, lane, 12, i));
    }

    /** A share of the many goes through the whole product, several at once; the rest leaves out the store on HTTP and disk. */
    @Tag("long")
    @Test
    void manyChangedConfigurationsAreAnsweredInOurShape() throws Exception {
        Inputs.atOnce(2, 700, (lane, i) -> configuration(karet, lane, 13, i));
        try (var many = RunningKaret.inMemory(home.resolve("configurations"), LANES)) {
            Inputs.atOnce(LANES, 6_300, (lane, i) -> configuration(many, lane, 14, i));
        }
    }

    @Tag("long")
    @Test
    void manyChangedFilesLoseNoRow() throws Exception {
        Inputs.atOnce(2, 300, (lane, i) -> file(karet, lane, 15, i));
        try (var many = RunningKaret.inMemory(home.resolve("files"), LANES)) {
            Inputs.atOnce(LANES, 2_700, (lane, i) -> file(many, lane, 16, i));
        }
    }

    /** A pipeline takes many inputs one after another, as one does that is mended; not all, since each leaves a job's record. */
    private static Slug pipeline(int lane, long seed, int input) {
        return new Slug("seed-%d-%d-%d".formatted(seed, lane, input / INPUTS_OF_A_PIPELINE));
    }

    private static void configuration(RunningKaret product, int lane, long seed, int i) {
        Slug slug = pipeline(lane, seed, i);
        byte[] document = changedConfiguration(new SplittableRandom(seed << 32 | i));
        String what = "configuration %d of seed %d: %s".formatted(i, seed, new String(document, UTF_8));
        product.put(slug, "raw/s/a.csv", "id,day,n,note\nr1,2024-01-02,7,tea\n");
        HttpResponse<byte[]> verdict = product.post("/config/validate", document);
        decent(verdict, what);
        product.put(slug, "pipeline.json", document);
        HttpResponse<byte[]> answer = product.run(slug);
        decent(answer, what);
        boolean fine = new String(verdict.body(), UTF_8).startsWith("{\"ok\":true");
        assertThat(answer.statusCode() == 200)
                .as("the run agrees with the checker on " + what)
                .isEqualTo(fine);
    }

    private static byte[] changedConfiguration(SplittableRandom random) {
        StringBuilder text = new StringBuilder(CONFIG);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
                case 2 -> replaceValue(text, at, TOKENS.get(random.nextInt(TOKENS.size())));
                default -> replaceValue(text, at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Puts {@code token} where the next quoted text after {@code at} stands. */
    private static void replaceValue(StringBuilder text, int at, String token) {
        int open = text.indexOf(":\"", at);
        int close = open < 0 ? -1 : text.indexOf("\"", open + 2);
        if (close > 0) {
            text.replace(open + 1, close + 1, token);
        }
    }

    private static void file(RunningKaret product, int lane, long seed, int i) {
        Slug slug = pipeline(lane, seed, i);
        TreeSet<String> untouched = new TreeSet<>();
        byte[] file = changedFile(new SplittableRandom(seed << 32 | i), untouched);
        String what = "file %d of seed %d: %s".formatted(i, seed, new String(file, ISO_8859_1));
        product.put(slug, "pipeline.json", CONFIG);
        product.put(slug, "raw/s/a.csv", file);
        HttpResponse<byte[]> answer = product.run(slug);
        decent(answer, what);
        assertThat(answer.statusCode()).as(what).isEqualTo(200);
        accountsFor(product, slug, ApiJson.readRun(answer.body()).orElseThrow(), untouched, what);
    }

    /** Every record whose line was left alone must be found again: in the table or in a rejected record. */
    private static void accountsFor(
            RunningKaret product, Slug slug, RunAnswer run, TreeSet<String> untouched, String what) {
        var rows = run.report().rows().orElseThrow();
        assertThat(rows.read()).as(what).isEqualTo(rows.written() + rows.rejected() + rows.deduplicated());
        assertThat(run.report().errors()).as(what).isEmpty();
        List<String> table = rows.written() == 0 ? List.of() : product.query(slug, "t", "select * from t");
        assertThat(table).as(what).hasSize((int) rows.written());
        StringBuilder kept = new StringBuilder(String.join("\n", table));
        run.report()
                .files()
                .forEach(file -> file.rejects()
                        .ifPresent(key -> kept.append(new String(
                                product.store
                                        .get(Layout.pipeline(slug) + key)
                                        .orElseThrow()
                                        .body(),
                                UTF_8))));
        String all = kept.toString();
        assertThat(untouched).as(what).allSatisfy(id -> assertThat(all).contains(id));
    }

    private static byte[] changedFile(SplittableRandom random, TreeSet<String> untouched) {
        StringBuilder text = new StringBuilder("id,day,n,note\n");
        int records = 5 + random.nextInt(60);
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        for (int i = 0; i < records; i++) {
            String id = "row-%03d-x".formatted(i);
            String line = "%s,2024-%02d-%02d,%d,%s"
                    .formatted(id, 1 + i % 12, 1 + i % 28, i, i % 5 == 0 ? "\"tea, \"\"hot\"\"\"" : "bun");
            if (random.nextInt(6) == 0) {
                line = damaged(random, line);
            } else {
                untouched.add(id);
            }
            text.append(line).append(i == records - 1 && random.nextBoolean() ? "" : end);
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static String damaged(SplittableRandom random, String line) {
        int at = random.nextInt(line.length());
        return switch (random.nextInt(7)) {
            case 0 -> line.substring(0, at) + "\"" + line.substring(at);
            case 1 -> line.substring(0, at) + "," + line.substring(at);
            case 2 -> line.substring(0, at) + "\n" + line.substring(at);
            case 3 -> line.substring(0, at) + (char) random.nextInt(256) + line.substring(at + 1);
            case 4 -> line.substring(0, at);
            case 5 -> line.replace("2024", "99999999999999999999");
            default -> line.substring(0, at) + "\r" + line.substring(at);
        };
    }

    private static void decent(HttpResponse<byte[]> answer, String what) {
        String body = new String(answer.body(), UTF_8);
        assertThat(answer.statusCode()).as(what + "\n" + body).isLessThan(500);
        assertThat(body).as(what).startsWith("{").doesNotContain("\tat ", "\\tat ", "Exception");
    }
}
