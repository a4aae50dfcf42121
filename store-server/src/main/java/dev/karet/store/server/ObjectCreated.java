package dev.karet.store.server;

import java.time.Instant;

/**
 * An object that has become visible. Immutable.
 *
 * @param eventName as S3 names it, such as {@code s3:ObjectCreated:Put}
 * @param size bytes
 * @param etag without quotes
 */
public record ObjectCreated(String eventName, Instant eventTime, String bucket, String key, long size, String etag) {

    static final String PUT = "s3:ObjectCreated:Put";
    static final String COPY = "s3:ObjectCreated:Copy";
    static final String COMPLETE = "s3:ObjectCreated:CompleteMultipartUpload";
}
