package dev.karet.web.http;

import dev.karet.store.ObjectStore;
import dev.karet.web.WebSettings;
import dev.karet.web.auth.ApiTokens;
import dev.karet.web.auth.ScryptCost;
import dev.karet.web.auth.SignIn;
import dev.karet.web.auth.Throttle;
import java.time.Clock;
import java.util.List;

/** Everything about who may ask, put together: the gate before every route, and the routes of signing in. Thread-safe. */
record Auth(Gate gate, List<Routes.Feature> features) {

    Auth {
        features = List.copyOf(features);
    }

    static Auth of(WebSettings settings, ObjectStore store, Clock clock) {
        return of(settings, store, clock, ScryptCost.OF_NEW_HASHES, Throttle.Limits.STRICT);
    }

    static Auth of(WebSettings settings, ObjectStore store, Clock clock, ScryptCost newHashes, Throttle.Limits limits) {
        Forwarding forwarding = new Forwarding(settings);
        SignIn signIn = new SignIn(store, settings.sessionSecret(), newHashes, clock);
        SessionCookie cookie = new SessionCookie(signIn, forwarding, clock);
        ApiTokens tokens = new ApiTokens(store, clock);
        return new Auth(
                new AuthGate(signIn, cookie, tokens, new SameOrigin(forwarding)),
                List.of(
                        new AuthRoutes(
                                signIn, cookie, forwarding, new Throttle(limits, clock), new Throttle(limits, clock)),
                        new TokenRoutes(tokens)));
    }
}
