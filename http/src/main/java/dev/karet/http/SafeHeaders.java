package dev.karet.http;

import java.util.Map;

/** Headers that keep a browser from taking an answer for programs as anything else, and from keeping it. */
public final class SafeHeaders {

    /** For every answer that is no page. */
    public static final Map<String, String> ALL = Map.of(
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            // Not no-referrer, which would also blank the Origin of our own pages' forms.
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private SafeHeaders() {}
}
