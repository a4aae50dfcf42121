package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Pattern NONCE = Pattern.compile("content=\"([A-Za-z0-9+/=]{24})\"");

    private WebFixture web;
    private ApiClient client;

    @BeforeEach
    void start() {
        web = WebFixture.open(new Pages(PageFiles.in("/dev/karet/web/http/pages/")));
        client = web.client();
    }

    @AfterEach
    void stop() {
        client.connections().shutdownNow();
        web.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/drop",
                "/settings",
                "/p/shop",
                "/p/shop/graph",
                "/p/shop/data/sql",
                "/p/shop/data/tables/t"
            })
    void everyAddressOfTheApplicationIsThePageWhichNobodyKeeps(String address) {
        ApiClient.Answer answer = client.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("<title>Karet</title>");
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void thePolicyOfAPageNamesTheNonceInItWhichIsAnotherEveryTime() {
        ApiClient.Answer first = client.get("/");
        ApiClient.Answer second = client.get("/");

        assertThat(policy(first))
                .contains("style-src 'self' 'nonce-" + nonce(first) + "';", "script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(nonce(first)).isNotEqualTo(nonce(second));
    }

    private static String policy(ApiClient.Answer answer) {
        return answer.header("Content-Security-Policy").orElseThrow();
    }

    private static String nonce(ApiClient.Answer answer) {
        Matcher nonce = NONCE.matcher(answer.text());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | br",
                "gzip | gzip",
                "br;q=0, gzip;q=0.5 | gzip",
                "BR | br",
                "identity | ''",
                "'' | ''",
                "bread | ''"
            })
    void anAssetIsKeptForGoodAndCompressedAsTheClientTakesIt(String accepted, String encoding) {
        ApiClient.Answer answer = client.with("Accept-Encoding", accepted).get("/assets/app-1a2b.js");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding").orElse("")).isEqualTo(encoding);
        assertThat(answer.header("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.header("Vary")).contains("Accept-Encoding");
        if (encoding.isEmpty()) assertThat(answer.text()).isEqualTo("console.log(\"karet\");\n");
    }

    @Test
    void aFontIsSentAsItIs() {
        ApiClient.Answer answer = client.with("Accept-Encoding", "br").get("/assets/inter-3c4d.woff2");

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Content-Type")).contains("font/woff2");
        assertThat(answer.text()).isEqualTo("font");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/app-9z9z.js",
                "/assets/app-1a2b.js.br",
                "/assets/..%2Findex.html",
                "/assets/%2e%2e%2ffiles.txt"
            })
    void whatTheBuildDoesNotListIsNotThere(String address) {
        assertThat(client.get(address).status()).isBetween(400, 404);
    }

    @Test
    void anAddressThatLeadsNowhereIsAPageForPeopleAndAnErrorForPrograms() throws Exception {
        HttpRequest visit =
                client.with("Accept", "text/html,*/*;q=0.8").request("/nowhere").build();
        HttpResponse<String> forPeople = client.connections().send(visit, HttpResponse.BodyHandlers.ofString());
        ApiClient.Answer forPrograms = client.with("Accept", "application/json").get("/nowhere");
        ApiClient.Answer ofTheApi = client.with("Accept", "text/html").get("/api/nowhere");

        assertThat(forPeople.statusCode()).isEqualTo(404);
        assertThat(forPeople.body()).contains("<title>Karet</title>");
        assertThat(forPeople.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("'nonce-"));
        assertThat(forPrograms.status()).isEqualTo(404);
        assertThat(forPrograms.at("error")).isEqualTo("not_found");
        assertThat(ofTheApi.at("error")).isEqualTo("not_found");
    }

    @Test
    void aBuildWithoutPagesSaysSo() {
        try (WebFixture bare = WebFixture.open(new Pages(Optional.empty()))) {
            ApiClient visitor = bare.client();
            ApiClient.Answer answer = visitor.get("/");
            visitor.connections().shutdownNow();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).contains("no pages", "/api/docs");
        }
    }
}
