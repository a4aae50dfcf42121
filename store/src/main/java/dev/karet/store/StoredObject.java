package dev.karet.store;

/** An object with its bytes. The array is the caller's own. */
public record StoredObject(ObjectInfo info, byte[] body) {}
