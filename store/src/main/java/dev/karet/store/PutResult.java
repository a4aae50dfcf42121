package dev.karet.store;

/** How a conditional write ended. */
public sealed interface PutResult {

    /** The object is ours, with this version mark. */
    record Stored(String etag) implements PutResult {}

    /** Somebody else was there first; what they stored is untouched. */
    record Lost() implements PutResult {}
}
