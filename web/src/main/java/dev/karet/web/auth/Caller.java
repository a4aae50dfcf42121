package dev.karet.web.auth;

/** Who asks. Immutable. */
public sealed interface Caller {

    /** The administrator, in a browser. */
    record Administrator(Session session) implements Caller {}

    /** A script with a token. */
    record Script(ApiToken token) implements Caller {}
}
