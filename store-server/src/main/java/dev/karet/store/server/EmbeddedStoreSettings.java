package dev.karet.store.server;

import dev.karet.store.StoreCredentials;
import java.nio.file.Path;

/**
 * How an embedded store runs. Immutable.
 *
 * @param data the directory that holds everything, made when it is missing; one store a directory
 * @param host the address to listen on; loopback unless others are meant to reach the store
 * @param port 0 for any free one
 * @param bucket made at start when it is missing
 * @param credentials the only pair that is let in
 * @param reserve bytes of the disk that writes leave free
 */
public record EmbeddedStoreSettings(
        Path data, String host, int port, String bucket, StoreCredentials credentials, long reserve) {

    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /** 64 MiB, so that the disk is never filled to the brim. */
    public static final long DEFAULT_RESERVE = 64L << 20;

    /** A store on this machine only. */
    public static EmbeddedStoreSettings local(Path data, int port, String bucket, StoreCredentials credentials) {
        return new EmbeddedStoreSettings(data, LOOPBACK, port, bucket, credentials, DEFAULT_RESERVE);
    }
}
