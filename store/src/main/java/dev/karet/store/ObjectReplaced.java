package dev.karet.store;

import java.io.IOException;

/** An object whose version went away while its body was being read. The message is a sentence. */
public final class ObjectReplaced extends IOException {

    private static final long serialVersionUID = 1L;

    ObjectReplaced(String key, Throwable cause) {
        super("\"" + key + "\" was replaced or removed while it was being read.", cause);
    }
}
