package dev.karet.web.auth;

import java.util.Locale;

/** What an API token may do. */
public enum Scope {
    /** Look at everything. */
    READ,
    /** Look at everything and change it. */
    WRITE;

    /** The word for it in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
