package dev.karet.web.http;

import static dev.karet.web.http.JobsFixture.SALES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.store.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {

    private static final String EARLIER = "job-1764057500000-aaaaaa";
    private static final String JOB = "job-1764057600000-bbbbbb";
    private static final String REJECTS = "/api/p/sales/jobs/" + JOB + "/rejects";

    private final JobsFixture karet = new JobsFixture();
    private final ApiClient client = karet.replica().client();

    @AfterEach
    void close() {
        karet.close();
    }

    private static String line(int number, String column, String value, String raw) {
        return JsonText.compact(new Writing()
                .put("file", "pipelines/sales/raw/t/x.csv")
                .put("line", number)
                .put("column", column)
                .put("value", value)
                .put("reason", "\"" + value + "\" is no number.")
                .put("raw", raw)
                .object());
    }

    private FileReport file(String name, State state, long rejected, String key) {
        return new FileReport(
                "m",
                "raw/t/" + name,
                state,
                new RowAccount(rejected, 0, rejected, 0),
                Optional.empty(),
                Optional.of(key));
    }

    private void keep(String key, List<String> lines) {
        karet.store.put(
                Layout.pipeline(SALES) + key,
                (String.join("\n", lines) + "\n").getBytes(UTF_8),
                "application/x-ndjson");
    }

    private void job(FileReport... files) {
        karet.record(JobRecord.running(JOB, "sales", "manual", karet.clock.instant())
                .ended(
                        karet.clock.instant(),
                        new RunReport(0, files.length, Optional.empty(), List.of(), List.of(files), List.of())));
    }

    private static List<String> lines(ApiClient.Answer page) {
        JsonTree.Arr rows = (JsonTree.Arr) ((JsonTree.Obj) page.json()).fields().get("rows");
        return rows.elements().stream()
                .map(row -> (JsonTree.Obj) row)
                .map(row -> ((JsonTree.Text) row.fields().get("file")).value() + ":"
                        + ((JsonTree.Num) row.fields().get("line")).text())
                .toList();
    }

    @Test
    void rowsComePageByPageAlsoThoseOfFilesThatAnEarlierRunRead() {
        String first = "_karet/rejects/" + JOB + "/00000.jsonl";
        String second = "_karet/rejects/" + EARLIER + "/00007.jsonl";
        List<String> many = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            many.add(line(i, "amount", "x" + i, "2024-01-01,x" + i + ",ü".repeat(200)));
            wanted.add("raw/t/a.csv:" + i);
        }
        keep(first, many);
        keep(second, List.of(line(7, "amount", "y", "y"), line(9, "amount", "z", "z")));
        wanted.addAll(List.of("raw/t/b.csv:7", "raw/t/b.csv:9"));
        job(file("a.csv", State.READ, 1_000, first), file("b.csv", State.UNCHANGED, 2, second));

        List<String> found = new ArrayList<>();
        String after = "";
        int pages = 0;
        while (true) {
            ApiClient.Answer page = client.get(REJECTS + "?limit=300" + after);
            assertThat(page.at("total")).isEqualTo("1002");
            found.addAll(lines(page));
            pages++;
            if (!((JsonTree.Obj) page.json()).fields().containsKey("next")) break;
            after = "&after=" + page.at("next");
        }
        assertThat(found).isEqualTo(wanted);
        assertThat(pages).isEqualTo(4);
        ApiClient.Answer filtered = client.get(REJECTS + "?file=raw/t/b.csv");
        assertThat(lines(filtered)).containsExactly("raw/t/b.csv:7", "raw/t/b.csv:9");
        assertThat(filtered.at("rows/0/raw")).isEqualTo("y");
        assertThat(lines(client.get(REJECTS + "?file=raw/t/c.csv"))).isEmpty();
    }

    @Test
    void aRowOfManyMegabytesIsShown() {
        String key = "_karet/rejects/" + JOB + "/00000.jsonl";
        keep(
                key,
                List.of(
                        line(1, "a", "v", "r".repeat(3 << 20)),
                        line(2, "a", "v", "r".repeat(2 << 20)),
                        line(3, "a", "v", "r")));
        job(file("a.csv", State.READ, 3, key));
        ApiClient.Answer page = client.get(REJECTS);
        assertThat(lines(page)).containsExactly("raw/t/a.csv:1", "raw/t/a.csv:2");
        assertThat(lines(client.get(REJECTS + "?after=" + page.at("next")))).containsExactly("raw/t/a.csv:3");
    }

    @Test
    void aForgedRecordShowsNothingOfOtherObjects() {
        karet.store.put("_auth/admin.json", "{\"password_hash\":\"scrypt\"}".getBytes(UTF_8), "application/json");
        keep("_karet/secret.jsonl", List.of(line(1, "a", "v", "secret")));
        job(
                file("a.csv", State.READ, 1, "../../_auth/admin.json"),
                file("b.csv", State.READ, 1, "_karet/rejects/../secret.jsonl"),
                file("c.csv", State.READ, 1, "_karet/rejects/" + JOB + "/../../secret.jsonl"),
                file("d.csv", State.READ, 1, "/_auth/admin.json"),
                file("e.csv", State.READ, 1, "_karet/secret.jsonl"));
        assertThat(client.get(REJECTS).text()).isEqualTo("{\"rows\":[],\"total\":0}");
        assertThat(client.get(REJECTS + ".csv").text()).isEqualTo("mapping,file,line,column,value,reason,raw\r\n");
    }

    @Test
    void whatIsGoneOrUnreadableIsNoFault() {
        String gone = "_karet/rejects/" + EARLIER + "/00000.jsonl";
        String odd = "_karet/rejects/" + JOB + "/00001.jsonl";
        keep(odd, List.of("{no json", line(4, "a", "v", "r")));
        job(file("a.csv", State.UNCHANGED, 5, gone), file("b.csv", State.READ, 2, odd));
        ApiClient.Answer page = client.get(REJECTS);
        assertThat(lines(page)).containsExactly("raw/t/b.csv:0", "raw/t/b.csv:4");
        assertThat(page.at("rows/0/raw")).isEqualTo("{no json");
        assertThat(client.get(REJECTS + ".csv").text().lines()).hasSize(3);
        for (String after : List.of("x", "1", "-1-0", "0-99999999999999999999", "1-2-3", "")) {
            assertThat(client.get(REJECTS + "?after=" + after).status())
                    .as(after)
                    .isEqualTo(400);
        }
        assertThat(lines(client.get(REJECTS + "?after=9-9"))).isEmpty();
        assertThat(lines(client.get(REJECTS + "?after=1-900000000000000"))).isEmpty();
    }

    @Test
    void theDownloadIsCsvThatNoSpreadsheetTakesForFormulas() {
        String key = "_karet/rejects/" + JOB + "/00000.jsonl";
        keep(
                key,
                List.of(
                        line(2, "amount", "=HYPERLINK(\"http://evil\")", "=1+2,\"quoted\"\nsecond line"),
                        line(4, "@sum", "-5", "+x\ty"),
                        line(5, "note", "plain", "plain"),
                        line(6, "note", "\tx", "\rx")));
        job(file("a,b.csv", State.READ, 4, key));
        ApiClient.Answer csv = client.get(REJECTS + ".csv");
        assertThat(csv.header("Content-Disposition"))
                .contains("attachment; filename=\"sales-" + JOB + "-rejects.csv\"");
        assertThat(csv.text())
                .isEqualTo("mapping,file,line,column,value,reason,raw\r\n"
                        + "m,\"raw/t/a,b.csv\",2,amount,\"'=HYPERLINK(\"\"http://evil\"\")\",\"\"\"=HYPERLINK(\"\"http://evil\"\")\"\" is no number.\",\"'=1+2,\"\"quoted\"\"\nsecond line\"\r\n"
                        + "m,\"raw/t/a,b.csv\",4,'@sum,'-5,\"\"\"-5\"\" is no number.\",'+x\ty\r\n"
                        + "m,\"raw/t/a,b.csv\",5,note,plain,\"\"\"plain\"\" is no number.\",plain\r\n"
                        + "m,\"raw/t/a,b.csv\",6,note,'\tx,\"\"\"\tx\"\" is no number.\",\"'\rx\"\r\n");
    }
}
