package dev.karet.web.http;

import java.util.Locale;

/** Who may use a route. */
enum Access {
    /** Anybody. */
    PUBLIC,
    /** Whoever is signed in, and every token. */
    READ,
    /** Whoever is signed in, and tokens that may write. */
    WRITE,
    /** Whoever is signed in; no token. */
    ADMIN;

    /** The word by which the contract calls this. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
