package dev.karet.store.server;

import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What a copy asks of its source and takes over from it. */
final class SourceOfCopy {

    private SourceOfCopy() {}

    static GetObjectRequest request(CopyObjectRequest copy) {
        return GetObjectRequest.builder()
                .bucket(copy.sourceBucket())
                .key(copy.sourceKey())
                .versionId(copy.sourceVersionId())
                .build();
    }

    /** Fails with 412 when the source is not as the copy wants it. */
    static void check(CopyObjectRequest copy, GetObjectResponse source) {
        var etag = bare(source.eTag());
        var time = source.lastModified();
        if ((copy.copySourceIfMatch() != null && !bare(copy.copySourceIfMatch()).equals(etag))
                || (copy.copySourceIfNoneMatch() != null
                        && bare(copy.copySourceIfNoneMatch()).equals(etag))
                || (copy.copySourceIfModifiedSince() != null && !time.isAfter(copy.copySourceIfModifiedSince()))
                || (copy.copySourceIfUnmodifiedSince() != null && time.isAfter(copy.copySourceIfUnmodifiedSince()))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    /** The copy's place and length, with the source's properties, or those that the request brings in their stead. */
    static PutObjectRequest header(CopyObjectRequest copy, GetObjectResponse source) {
        var header = PutObjectRequest.builder()
                .bucket(copy.destinationBucket())
                .key(copy.destinationKey())
                .contentLength(source.contentLength());
        return copy.metadataDirective() == MetadataDirective.REPLACE
                ? header.cacheControl(copy.cacheControl())
                        .contentDisposition(copy.contentDisposition())
                        .contentEncoding(copy.contentEncoding())
                        .contentLanguage(copy.contentLanguage())
                        .contentType(copy.contentType())
                        .metadata(copy.metadata())
                        .build()
                : header.cacheControl(source.cacheControl())
                        .contentDisposition(source.contentDisposition())
                        .contentEncoding(source.contentEncoding())
                        .contentLanguage(source.contentLanguage())
                        .contentType(source.contentType())
                        .metadata(source.metadata())
                        .build();
    }

    private static String bare(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
