package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.web.tables.TableLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that do not come to their end. */
class TableDownloadTest {

    private static final String CSV = "/api/p/shop/tables/sales/download?format=csv";

    @TempDir
    Path temp;

    /** @param breakAfter rows after which a download in CSV fails */
    private PublishedPipeline shop(int rows, TableLimits limits, long breakAfter) {
        StringBuilder orders = new StringBuilder("id,note\n");
        for (int i = 0; i < rows; i++) {
            orders.append(i)
                    .append(",a text that makes the row long enough for buffers to fill: number ")
                    .append(i)
                    .append('\n');
        }
        return new PublishedPipeline(temp, 64 << 20, limits, real -> new BreakingQueries(real, breakAfter))
                .source("id", "note")
                .table("sales", "", "id|int64|cast(id, int64)", "note|string|note")
                .configure()
                .file("a.csv", orders.toString())
                .run();
    }

    private static TableLimits limits(Duration download) {
        return new TableLimits(Duration.ofSeconds(30), Duration.ofSeconds(20), download, 1, 1, 1 << 20);
    }

    @Test
    void aDownloadWhoseReaderLeavesEndsAndGivesItsTurnAway() throws IOException {
        try (PublishedPipeline shop = shop(200_000, limits(Duration.ofMinutes(5)), Long.MAX_VALUE)) {
            URI address = shop.client().request(CSV).GET().build().uri();
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                String request = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(CSV);
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                assertThat(socket.getInputStream().readNBytes(100)).asString().startsWith("HTTP/1.1 200");
            }

            String whole = shop.client().get(CSV).text();
            assertThat(whole.lines()).hasSize(200_001);
            assertThat(whole).endsWith("number 199999\r\n");
        }
    }

    @Test
    void aDownloadThatFailsOnItsWayIsNotTakenForAWholeOne() {
        try (PublishedPipeline shop = shop(20_000, limits(Duration.ofMinutes(5)), 10_000)) {
            HttpRequest request = shop.client().request(CSV).GET().build();
            assertThatThrownBy(() -> shop.client().connections().send(request, BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDownloadThatFailsBeforeItsFirstRowSaysWhy() {
        try (PublishedPipeline shop = shop(200_000, limits(Duration.ZERO), Long.MAX_VALUE)) {
            var answer = shop.client().get("/api/p/shop/tables/sales/download?format=parquet&sort=note:desc");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("error")).isEqualTo("query_too_slow");
            assertThat(answer.header("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void aCsvThatFailsAtItsFirstRowIsAnErrorAndNoCsv() {
        try (PublishedPipeline shop = shop(10, limits(Duration.ofMinutes(5)), 0)) {
            var answer = shop.client().get(CSV);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("error")).isEqualTo("query_too_slow");
            assertThat(answer.header("Content-Disposition")).isEmpty();
            assertThat(answer.header("X-Request-Id")).contains(answer.at("request_id"));
        }
    }
}
