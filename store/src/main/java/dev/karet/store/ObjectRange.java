package dev.karet.store;

import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Takes a range out of an answer, also out of one that brings the whole object since its server knows no ranges.
 *
 * @param offset where the range was asked to begin
 * @param length bytes that were asked for
 */
record ObjectRange(long offset, int length) implements ResponseTransformer<GetObjectResponse, byte[]> {

    @Override
    public byte[] transform(GetObjectResponse answer, AbortableInputStream body) {
        try {
            var skipped = answer.contentRange() == null ? Math.min(offset, answer.contentLength()) : 0;
            body.skipNBytes(skipped);
            var promised = Math.min(length, answer.contentLength() - skipped);
            var bytes = body.readNBytes((int) promised);
            if (bytes.length < promised) {
                throw new IOException("the body ended after " + bytes.length + " of " + promised + " bytes");
            }
            if (answer.contentLength() > skipped + promised) {
                body.abort();
            }
            return bytes;
        } catch (IOException lost) {
            throw RetryableException.create(String.valueOf(lost.getMessage()), lost);
        }
    }
}
