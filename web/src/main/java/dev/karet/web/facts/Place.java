package dev.karet.web.facts;

import java.net.URI;

/** Addresses as they may be shown to anybody who is signed in. Pure functions. */
public final class Place {

    private Place() {}

    /** Scheme, host and port alone: what an address may hold beside them, such as a password, is not for showing. */
    public static String of(URI address) {
        String host = address.getHost();
        if (host == null) return "an address without a host";
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "%s://%s%s".formatted(address.getScheme(), host, port);
    }
}
