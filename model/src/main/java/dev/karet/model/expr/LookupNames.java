package dev.karet.model.expr;

import java.util.List;

/** The lookups that an expression may ask. */
public interface LookupNames {

    /** Whether there is a lookup at {@code path}, the ids from the top joined by dots. */
    boolean contains(String path);

    /** Paths near {@code path} that somebody may have meant; a bounded number of them. */
    List<String> candidates(String path);
}
