package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.auth.ScryptCost;
import dev.karet.web.auth.StandingClock;
import dev.karet.web.auth.Throttle;
import dev.karet.web.http.ApiClient.Answer;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A web service that asks who is there, with a route {@code /probe/<access>} for each access and cheap hashes. */
final class AuthFixture implements AutoCloseable {

    static final String PASSWORD = "correct horse";

    /** So many tries that no test meets the end of them by accident. */
    static final Throttle.Limits PATIENT =
            new Throttle.Limits(10_000, Duration.ofSeconds(1), Duration.ofMinutes(15), 10_000, Duration.ofSeconds(2));

    private static final ScryptCost CHEAP = new ScryptCost(16, 2, 1);

    private final WebFixture web;
    private final ApiClient client;

    private AuthFixture(WebFixture web) {
        this.web = web;
        this.client = web.client();
    }

    static AuthFixture open() {
        return open(new InMemoryObjectStore(), new StandingClock(), PATIENT, Map.of());
    }

    static AuthFixture open(ObjectStore store, StandingClock clock) {
        return open(store, clock, PATIENT, Map.of());
    }

    static AuthFixture open(Map<String, String> variables) {
        return open(new InMemoryObjectStore(), new StandingClock(), PATIENT, variables);
    }

    static AuthFixture open(
            ObjectStore store, StandingClock clock, Throttle.Limits limits, Map<String, String> variables) {
        WebSettings settings = WebFixture.settings(variables);
        Auth auth = Auth.of(settings, store, clock, CHEAP, limits);
        List<Routes.Feature> features = new ArrayList<>(auth.features());
        features.add(new ServiceRoutes());
        features.add(new ContractPage());
        features.add(AuthFixture::addProbes);
        return new AuthFixture(WebFixture.start(settings, auth.gate(), features.toArray(Routes.Feature[]::new)));
    }

    private static void addProbes(Routes routes) {
        for (Access access : Access.values()) {
            String path = "/probe/" + access.label();
            routes.get(path, access, AuthFixture::answer);
            routes.post(path, access, AuthFixture::answer);
        }
    }

    private static void answer(Context ctx) {
        ctx.result("let in");
    }

    /** A client that shows nothing. */
    ApiClient client() {
        return client;
    }

    WebServer server() {
        return web.server();
    }

    /** Sets the password and is the browser that did. */
    ApiClient setUp() {
        return browser(client().post("/api/auth/setup", password(PASSWORD)));
    }

    Answer login(String password) {
        return client().post("/api/auth/login", password(password));
    }

    /** A client that shows the cookie it was given. */
    ApiClient browser(Answer signedIn) {
        assertThat(signedIn.status()).as(signedIn.text()).isBetween(200, 201);
        return client().with("Cookie", cookie(signedIn));
    }

    static String cookie(Answer signedIn) {
        String header = signedIn.header("Set-Cookie").orElseThrow();
        return header.substring(0, header.indexOf(';'));
    }

    /** A client that shows a new token. */
    ApiClient script(ApiClient browser, String scope) {
        Answer made = browser.post("/api/auth/tokens", "{\"name\":\"a script\",\"scope\":\"%s\"}".formatted(scope));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return client().with("Authorization", "Bearer " + made.at("token"));
    }

    static String password(String password) {
        return "{\"password\":\"%s\"}".formatted(password);
    }

    /** How a route that is in no contract answers. */
    static int probe(ApiClient client, String method, String path) {
        return exchange(client, method, path).statusCode();
    }

    static HttpResponse<String> exchange(ApiClient client, String method, String path) {
        try {
            return client.connections()
                    .send(
                            client.request(path)
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends lines that no client would and returns everything that comes back. */
    String raw(String... lines) {
        URI address = web.server().address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + String.join(" | ", lines), e);
        }
    }

    @Override
    public void close() {
        // The service gives open connections a second to end.
        client.connections().shutdownNow();
        web.close();
    }
}
