package dev.karet.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.web.http.ApiClient;
import dev.karet.web.http.ApiClient.Answer;

/** Clients that the service knows. */
final class SignedIn {

    private SignedIn() {}

    /** Sets the password of a new bucket and signs in by it. */
    static ApiClient first(ApiClient stranger, String password) {
        return cookie(stranger, stranger.post("/api/auth/setup", "{\"password\":\"%s\"}".formatted(password)));
    }

    /** Signs in. */
    static ApiClient by(ApiClient stranger, String password) {
        return cookie(stranger, stranger.post("/api/auth/login", "{\"password\":\"%s\"}".formatted(password)));
    }

    /** Keeps the session that an answer brought. */
    static ApiClient cookie(ApiClient stranger, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        String set = answer.header("Set-Cookie").orElseThrow(() -> new AssertionError("no cookie"));
        return stranger.with("Cookie", set.substring(0, set.indexOf(';')));
    }
}
