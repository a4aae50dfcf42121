package dev.karet.web.http;

import io.javalin.http.Context;

/** Lets requests in or throws a {@link dev.karet.http.Refusal}. Thread-safe. */
@FunctionalInterface
interface Gate {

    /** Returns when the request may use a route of this access; called before its body is read. */
    void admit(Context ctx, Access access);
}
