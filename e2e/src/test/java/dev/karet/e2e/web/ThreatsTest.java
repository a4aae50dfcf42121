package dev.karet.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.web.http.ApiClient;
import dev.karet.web.http.ApiClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile client may try on the whole product, one test a threat. */
class ThreatsTest {

    private static final String SESSION_SECRET = "a secret that only tests know";
    private static final String PASSWORD = "a password for the threats";
    private static final String ROWS = "/api/p/victim/tables/transactions/rows";

    @TempDir
    static Path home;

    private static WholeKaret karet;
    private static ApiClient stranger;
    private static ApiClient admin;
    private static String cookie;

    @BeforeAll
    static void start() {
        karet = WholeKaret.start(home, Map.of("KARET_IMPORT_LIMIT", "1MB", "KARET_QUERY_SECONDS", "5"));
        stranger = karet.client();
        admin = SignedIn.first(stranger, PASSWORD);
        cookie = admin.headers().get("Cookie").substring("karet_session=".length());
        assertThat(admin.post("/api/pipelines", "{\"slug\":\"victim\",\"template\":\"spending\"}")
                        .status())
                .isEqualTo(201);
        assertThat(RunOf.pipeline(admin, "victim").at("status")).isEqualTo("completed");
    }

    @AfterAll
    static void stop() {
        karet.close();
    }

    private static ApiClient showing(String session) {
        return stranger.with("Cookie", "karet_session=" + session);
    }

    private static String signed(String payload, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            var base64 = Base64.getUrlEncoder().withoutPadding();
            byte[] bytes = payload.getBytes(UTF_8);
            return base64.encodeToString(bytes) + "." + base64.encodeToString(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static long in(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    @Test
    void aForgedSessionOpensNothing() {
        String payload = payload(in(3_600));
        assertThat(showing(signed(payload, SESSION_SECRET)).get("/api/auth/me").status())
                .as("the same, under the right secret")
                .isEqualTo(200);
        assertThat(showing(signed(payload, "another secret"))
                        .get("/api/auth/me")
                        .status())
                .isEqualTo(401);
        String signature = cookie.substring(cookie.indexOf('.'));
        String longer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload(in(9_999_999)).getBytes(UTF_8));
        assertThat(showing(longer + signature).get("/api/auth/me").status()).isEqualTo(401);
    }

    /** What the administrator's session says, but for its end. */
    private static String payload(long expires) {
        String genuine = new String(Base64.getUrlDecoder().decode(cookie.substring(0, cookie.indexOf('.'))), UTF_8);
        return genuine.replaceFirst("\"exp\":\\d+", "\"exp\":" + expires);
    }

    @Test
    void anExpiredSessionOpensNothing() {
        String expired = signed(payload(in(-1)), SESSION_SECRET);

        assertThat(showing(expired).get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void aTruncatedOrPaddedSessionOpensNothing() {
        for (int length = 0; length < cookie.length(); length += 7) {
            assertThat(showing(cookie.substring(0, length)).get("/api/auth/me").status())
                    .as("%d characters", length)
                    .isEqualTo(401);
        }
        for (String more : List.of(cookie + "A", cookie + "=", "." + cookie, cookie + "." + cookie)) {
            assertThat(showing(more).get("/api/auth/me").status()).as(more).isEqualTo(401);
        }
    }

    @Test
    void aSessionOfAnotherPasswordsTimeOpensNothing() {
        String other = signed("{\"exp\":%d,\"epoch\":7}".formatted(in(3_600)), SESSION_SECRET);

        assertThat(showing(other).get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void theTimeOfASignInTellsNotWhetherThereIsAnAdministrator() {
        try (WholeKaret empty = WholeKaret.start(home.resolve("empty"))) {
            long without = login(empty.client());
            long with = login(stranger);
            assertThat((double) without / with)
                    .as("seconds without / with an administrator")
                    .isBetween(0.2, 5.0);
        }
    }

    /** The least of three, since the machine has other work. */
    private static long login(ApiClient client) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            assertThat(client.post("/api/auth/login", "{\"password\":\"a wrong password\"}")
                            .status())
                    .isEqualTo(401);
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }

    @Test
    void aPageOfAnotherSiteCannotWriteInTheAdministratorsName() {
        String create = "{\"slug\":\"planted\",\"template\":\"blank\"}";
        for (Map<String, String> page : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"))) {
            ApiClient browser = admin;
            for (var header : page.entrySet()) browser = browser.with(header.getKey(), header.getValue());
            assertThat(browser.post("/api/pipelines", create).status())
                    .as(page.toString())
                    .isEqualTo(403);
            assertThat(browser.delete("/api/pipelines/victim").status())
                    .as(page.toString())
                    .isEqualTo(403);
        }
        assertThat(admin.get("/api/pipelines").text()).contains("victim").doesNotContain("planted");
    }

    @Test
    void anArchiveThatIsABombIsRefusedAndLeavesNothing() throws IOException {
        byte[] bomb = zip(Map.of("pipeline.json", "{}".getBytes(UTF_8), "raw/a.csv", new byte[20 << 20]));
        assertThat(bomb.length).isLessThan(100_000);

        refusesArchive(bomb, "bomb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../_auth/admin.json",
                "raw/../../other/pipeline.json",
                "/etc/passwd",
                "C:\\windows\\x.csv",
                "raw\\..\\x.csv",
                "raw/./x.csv",
                "raw//x.csv",
                "_auth/admin.json",
                "somewhere/else.txt"
            })
    void anArchiveThatSlipsOutIsRefusedAndLeavesNothing(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(
                "pipeline.json",
                karet.store()
                        .get(Layout.PIPELINES + "victim/pipeline.json")
                        .orElseThrow()
                        .body());
        files.put(name, "x".getBytes(UTF_8));

        refusesArchive(zip(files), "slip");
    }

    private static void refusesArchive(byte[] archive, String slug) {
        List<String> before = keys();
        Answer answer = admin.send(admin.request("/api/pipelines/import?slug=" + slug)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(archive)));
        assertThat(answer.status()).as(answer.text()).isIn(413, 422);
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<String> keys() {
        try (var objects = karet.store().list("")) {
            return objects.map(ObjectInfo::key)
                    .filter(key -> !key.contains("/lease/") && !key.startsWith("_karet/claims/"))
                    .toList();
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2f_auth",
                "%2e%2e%2f%2e%2e%2f_auth%2fadmin.json",
                "victim%2f..%2f..%2f_auth",
                "victim%00",
                "victim%0d%0aX-Evil:%201",
                "VICTIM",
                "v%C4%B1ctim",
                "victim%20",
                "%EF%BC%8E%EF%BC%8E",
                "..;",
                "victim;x=1"
            })
    void aPathThatClimbsOrDisguisesItselfReachesNothing(String name) throws IOException {
        for (String path : List.of(
                "/api/p/%s/config",
                "/api/p/%s/export",
                "/api/p/victim/dashboards/%s",
                "/api/p/victim/sources/transactions_raw/files/%s",
                "/api/p/victim/tables/%s/rows",
                "/api/p/victim/jobs/%s",
                "/api/p/victim/jobs/%s/rejects.csv")) {
            String answer = raw("GET " + path.formatted(name) + " HTTP/1.1\r\nHost: localhost\r\nCookie: karet_session="
                    + cookie + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path.formatted(name)).matches("(?s)HTTP/1\\.1 (4\\d\\d|3\\d\\d|200) .*");
            assertThat(answer)
                    .as(path.formatted(name))
                    .doesNotContain("password_hash")
                    .doesNotContain("\r\nX-Evil");
            assertThat(answer.startsWith("HTTP/1.1 200"))
                    .as(path.formatted(name) + " " + answer)
                    .isFalse();
        }
    }

    @Test
    void aFileNameCannotAddAHeaderToItsDownload() throws IOException {
        String key = Layout.PIPELINES + "victim/raw/transactions/a\"; x=\ny.csv";
        karet.store().put(key, "date\n".getBytes(UTF_8), "text/csv");
        try {
            String answer = raw(
                    "GET /api/p/victim/sources/transactions_raw/files/a%22%3B%20x%3D%0Ay.csv HTTP/1.1\r\nHost: localhost\r\nCookie: karet_session="
                            + cookie + "\r\nConnection: close\r\n\r\n");
            assertThat(answer.lines().filter(line -> line.startsWith("y.csv"))).isEmpty();
        } finally {
            karet.store().delete(key);
        }
    }

    /** What the service says to these very bytes. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", karet.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        String large = "{\"slug\":\"" + "x".repeat(9 << 20) + "\"}";

        assertThat(admin.post("/api/pipelines", large).status()).isEqualTo(413);
        assertThat(admin.put("/api/p/victim/config", large).status()).isEqualTo(413);
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        String answer = raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(100_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @Test
    void aBodyThatNeverComesKeepsNobodyElseWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket("127.0.0.1", karet.address().getPort());
                socket.getOutputStream()
                        .write(
                                "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
                                        .getBytes(UTF_8));
                slow.add(socket);
            }
            assertThat(admin.get("/api/pipelines").status()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_csv('../../../etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM glob('/**')",
                "SELECT getenv('KARET_SESSION_SECRET')",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '100GB'",
                "SET enable_external_access = true",
                "COPY (SELECT 1) TO '/tmp/karet-was-here'",
                "COPY (SELECT 1) TO 'x.parquet' (USE_TMP_FILE false)",
                "DROP VIEW transactions",
                "SELECT 1; DROP VIEW transactions",
                "ATTACH '/tmp/x.db'",
                "CREATE TABLE t AS SELECT 1",
                "PRAGMA database_list",
                "EXPORT DATABASE '/tmp/x'",
                "CALL duckdb_settings()",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_views()",
                "SELECT * FROM query('SELECT 1')",
                "SELECT repeat('x', 2000000000)",
                "SELECT count(*) FROM range(1000000000000)",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"
            })
    void aStatementThatBreaksOutEndsItselfAtWorst(String statement) {
        String rows = admin.get(ROWS).text();

        Answer answer = admin.post("/api/p/victim/sql", "{\"statement\":\"%s\"}".formatted(statement));

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).doesNotContain(SESSION_SECRET).doesNotContain("root:");
        assertThat(admin.get(ROWS).text()).isEqualTo(rows);
        assertThat(admin.post("/api/p/victim/sql", "{\"statement\":\"SELECT count(*) AS n FROM transactions\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anEventWithoutTheSecretStartsNothing() {
        String event = """
                {"Records":[{"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"karet-data"},"object":{"key":"pipelines/victim/raw/transactions/x.csv"}}}]}""";
        assertThat(stranger.post("/api/events/s3", event).status()).isEqualTo(401);
        assertThat(stranger.post("/api/events/s3?secret=", event).status()).isEqualTo(401);
        assertThat(stranger.post("/api/events/s3?secret=wrong", event).status()).isEqualTo(401);
        assertThat(stranger.with("X-Webhook-Secret", "wrong")
                        .post("/api/events/s3", event)
                        .status())
                .isEqualTo(401);
        assertThat(stranger.with("Authorization", "Bearer ")
                        .post("/api/events/s3", event)
                        .status())
                .isEqualTo(401);
        assertThat(admin.post("/api/events/s3", event).status())
                .as("a session is no secret")
                .isEqualTo(401);
        assertThat(admin.get("/api/p/victim/jobs?trigger=webhook").at("jobs")).isEqualTo("[]");
    }

    @Test
    void anEmptySecretIsNoSecret() {
        try (WholeKaret open = WholeKaret.start(home.resolve("no-secret"), Map.of("KARET_WEBHOOK_SECRET", ""))) {
            assertThat(open.client()
                            .with("X-Webhook-Secret", "")
                            .post("/api/events/s3", "{\"Records\":[]}")
                            .status())
                    .isEqualTo(401);
            assertThat(open.client()
                            .post("/api/events/s3?secret=", "{\"Records\":[]}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenThatMayReadCannotWrite() {
        String made = admin.post("/api/auth/tokens", "{\"name\":\"reader\",\"scope\":\"read\"}")
                .at("token");
        ApiClient reader = stranger.with("Authorization", "Bearer " + made);

        assertThat(reader.get("/api/p/victim/config").status()).isEqualTo(200);
        assertThat(reader.post("/api/pipelines", "{\"slug\":\"mine\",\"template\":\"blank\"}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.put("/api/p/victim/config", "{}").status()).isEqualTo(403);
        assertThat(reader.post("/api/p/victim/jobs", "").status()).isEqualTo(403);
        assertThat(reader.delete("/api/pipelines/victim").status()).isEqualTo(403);
        assertThat(reader.get("/api/auth/tokens").status()).isEqualTo(403);
        assertThat(reader.patch(
                                "/api/auth/me",
                                "{\"currentPassword\":\"%s\",\"newPassword\":\"another password\"}".formatted(PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    /** There is no field that the service calls; every text field is given an address, and nobody comes. */
    @Test
    void anAddressInADocumentIsNeverCalled() throws IOException {
        try (ServerSocket trap = new ServerSocket(0)) {
            trap.setSoTimeout(500);
            String url = "http://127.0.0.1:%d/x.csv".formatted(trap.getLocalPort());
            admin.put("/api/p/victim/dashboards/trap", """
                    {"id":"trap","name":"%1$s","analytic_table_id":"transactions","filters":[],"panels":[
                      {"kind":"kpi","title":"%1$s","column":"amount","agg":"sum"}],"image":"%1$s"}""".formatted(url));
            admin.put("/api/p/victim/schedule", "{\"cron\":\"0 6 * * *\",\"zone\":\"%s\"}".formatted(url));
            admin.post("/api/p/victim/sql", "{\"statement\":\"SELECT * FROM read_csv('%s')\"}".formatted(url));
            admin.post("/api/p/victim/sql", "{\"statement\":\"SELECT * FROM '%s'\"}".formatted(url));
            admin.post("/api/p/victim/validate", """
                    {"version":1,"source_containers":[{"id":"s","name":"%1$s","path_prefix":"%1$s","schema":[]}],"lookup_mappings":[],"mappings":[],"analytic_tables":[]}""".formatted(url));
            assertThat(comes(trap)).as("a connection to the trap").isFalse();
        }
    }

    private static boolean comes(ServerSocket trap) throws IOException {
        try (Socket caller = trap.accept();
                InputStream said = caller.getInputStream()) {
            return said != null;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        }
    }
}
