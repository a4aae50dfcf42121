package dev.karet.store.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Joins the parts of an upload into one file.
 *
 * <p>S3Proxy joins them under the object's own folder and does not force them to disk; done here, a completed upload takes the same way
 * as every other write.
 */
final class AssembledParts {

    private final IntFunction<Path> fileOf;

    /** @param fileOf where the part of a number lies */
    AssembledParts(IntFunction<Path> fileOf) {
        this.fileOf = fileOf;
    }

    /** An empty object with the properties that the upload was begun with. */
    static PutObjectRequest header(CreateMultipartUploadRequest upload) {
        return PutObjectRequest.builder()
                .key(upload.key())
                .contentLength(0L)
                .cacheControl(upload.cacheControl())
                .contentDisposition(upload.contentDisposition())
                .contentEncoding(upload.contentEncoding())
                .contentLanguage(upload.contentLanguage())
                .contentType(upload.contentType())
                .expires(upload.expires())
                .metadata(upload.metadata())
                .build();
    }

    /** Bytes of all {@code parts} together. */
    long sizeOf(List<CompletedPart> parts) throws IOException {
        long size = 0;
        for (var part : parts) {
            try {
                size += Files.size(fileOf.apply(part.partNumber()));
            } catch (NoSuchFileException missing) {
                throw StoreFaults.invalidPart(part.partNumber());
            }
        }
        return size;
    }

    /** Appends {@code parts} to the empty file {@code target} and marks it with their joint ETag, which is returned in quotes. */
    String into(Path target, List<CompletedPart> parts) throws IOException {
        var md5 = md5();
        try (var joined = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (var part : parts) {
                md5.update(HexFormat.of().parseHex(part.eTag().replace("\"", "")));
                try (var bytes = FileChannel.open(fileOf.apply(part.partNumber()), StandardOpenOption.READ)) {
                    append(bytes, joined);
                } catch (NoSuchFileException missing) {
                    throw StoreFaults.invalidPart(part.partNumber());
                }
            }
        }
        var etag = "\"" + HexFormat.of().formatHex(md5.digest()) + "-" + parts.size() + "\"";
        Files.getFileAttributeView(target, UserDefinedFileAttributeView.class)
                .write(ObjectListing.ETAG, ByteBuffer.wrap(etag.getBytes(StandardCharsets.US_ASCII)));
        return etag;
    }

    private static void append(FileChannel from, FileChannel to) throws IOException {
        var size = from.size();
        for (long done = 0; done < size; ) {
            var moved = from.transferTo(done, size - done, to);
            if (moved <= 0) {
                throw new IOException("a part became shorter while it was read");
            }
            done += moved;
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }
}
