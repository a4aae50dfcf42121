package dev.karet.web.auth;

import java.time.Instant;

/**
 * A browser that is signed in. Immutable.
 *
 * @param expires to the second
 * @param epoch the administrator's when it began
 */
public record Session(Instant expires, long epoch) {}
