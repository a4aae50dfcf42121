package dev.karet.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One bucket of AWS S3 or of any store that speaks its protocol.
 *
 * <p>All retries are the SDK's own, inside {@link StoreSettings#deadline()}; only a broken download is picked up again here, since the
 * SDK has let go of it by then. Thread-safe; close it to give its connections back.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    /** The largest body that may be written under an If-Match. */
    public static final int LARGEST_REPLACEMENT = 64 * 1024;

    private static final int DELETE_BATCH = 1000;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final StoreSettings settings;
    private final S3Faults faults;
    private final FileUpload uploads;
    private final StreamUpload streams;
    private final ServerCopy copies;

    /** Set once the bucket has answered, so that a HEAD's bare 404 need not be looked into again. */
    private volatile boolean bucketSeen;

    public S3ObjectStore(StoreSettings settings) {
        this(settings, ServerCopy.ONE_PIECE);
    }

    /** A store that copies objects larger than {@code copiedInOnePiece} bytes in parts of at most as many. */
    public S3ObjectStore(StoreSettings settings, long copiedInOnePiece) {
        this.settings = settings;
        this.client = S3Clients.create(settings);
        this.faults = new S3Faults(settings);
        this.uploads = new FileUpload(client, settings);
        this.streams = new StreamUpload(client, settings);
        this.copies = new ServerCopy(client, settings, copiedInOnePiece);
    }

    @Override
    public void checkBucket(boolean create) {
        call("looking for the bucket", () -> {
            try {
                return client.headBucket(r -> r.bucket(settings.bucket()));
            } catch (S3Exception missing) {
                if (missing.statusCode() != 404) {
                    throw missing;
                }
                if (!create) {
                    throw faults.noBucket(missing);
                }
                return createBucket();
            }
        });
        bucketSeen = true;
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return call("looking at \"" + key + "\"", () -> {
            try {
                var found = client.headObject(r -> r.bucket(settings.bucket()).key(key));
                bucketSeen = true;
                return Optional.of(new ObjectInfo(
                        key, found.contentLength(), mark(found.eTag(), found.lastModified()), found.lastModified()));
            } catch (S3Exception answer) {
                requireMissing(answer);
                if (!bucketSeen) {
                    checkBucket(false);
                }
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return call("reading \"" + key + "\"", () -> {
            try {
                var found =
                        client.getObjectAsBytes(r -> r.bucket(settings.bucket()).key(key));
                var body = found.asByteArrayUnsafe();
                return Optional.of(new StoredObject(info(key, found.response(), body.length), body));
            } catch (S3Exception answer) {
                requireMissing(answer);
                return Optional.empty();
            }
        });
    }

    @Override
    public OpenedObject open(String key) {
        return call("reading \"" + key + "\"", () -> {
            try {
                var first = client.getObject(r -> r.bucket(settings.bucket()).key(key));
                var size = first.response().contentLength();
                if (size == null) {
                    first.abort();
                    throw faults.noLength(key);
                }
                var body = new ResumingStream(key, size, first, (offset, etag) -> resume(key, offset, etag));
                return new OpenedObject(info(key, first.response(), size), body);
            } catch (NoSuchKeyException missing) {
                throw faults.noObject(key, missing);
            }
        });
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
        if (length == 0) {
            if (head(key).isEmpty()) {
                throw faults.noObject(key, new IOException("absent"));
            }
            return new byte[0];
        }
        return call("reading \"" + key + "\"", () -> {
            try {
                return client.getObject(
                        r -> r.bucket(settings.bucket())
                                .key(key)
                                .range("bytes=" + offset + "-" + (offset + length - 1))
                                .overrideConfiguration(c -> c.apiCallTimeout(settings.deadlineFor(length))),
                        new ObjectRange(offset, length));
            } catch (NoSuchKeyException missing) {
                throw faults.noObject(key, missing);
            } catch (S3Exception answer) {
                if (answer.statusCode() != RANGE_NOT_SATISFIABLE) {
                    throw answer;
                }
                return new byte[0];
            }
        });
    }

    @Override
    public ObjectInfo put(String key, byte[] body, String contentType) {
        return call("writing \"" + key + "\"", () -> {
            var stored = client.putObject(request(key, contentType).build(), RequestBody.fromBytes(body));
            return new ObjectInfo(key, body.length, bare(stored.eTag()), Instant.now());
        });
    }

    @Override
    public ObjectInfo putFile(String key, Path file, String contentType) {
        var size = sizeOf(file);
        return call("writing \"" + key + "\"", () -> {
            var etag = uploads.send(key, file, size, contentType);
            return new ObjectInfo(key, size, bare(etag), Instant.now());
        });
    }

    @Override
    public ObjectInfo putStream(String key, InputStream body, long most, String contentType) {
        return call("writing \"" + key + "\"", () -> streams.send(key, body, most, contentType));
    }

    @Override
    public ObjectInfo copy(String from, String to) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("\"" + from + "\" cannot be copied onto itself");
        }
        return call("copying \"" + from + "\" to \"" + to + "\"", () -> {
            try {
                return copies.copy(from, to);
            } catch (S3Exception answer) {
                requireMissing(answer);
                if (S3Faults.code(answer).equals("NoSuchUpload")) {
                    throw answer;
                }
                if (!bucketSeen) {
                    checkBucket(false);
                }
                throw faults.noObject(from, answer);
            }
        });
    }

    @Override
    public PutResult createOnly(String key, byte[] body, String contentType) {
        return putIf(key, body, request(key, contentType).ifNoneMatch("*").build());
    }

    @Override
    public PutResult replaceOnly(String key, byte[] body, String contentType, String etag) {
        if (body.length > LARGEST_REPLACEMENT) {
            throw new IllegalArgumentException("a conditional replacement takes at most " + LARGEST_REPLACEMENT
                    + " bytes, and \"" + key + "\" has " + body.length);
        }
        return putIf(
                key, body, request(key, contentType).ifMatch("\"" + etag + "\"").build());
    }

    @Override
    public void delete(String key) {
        call(
                "deleting \"" + key + "\"",
                () -> client.deleteObject(r -> r.bucket(settings.bucket()).key(key)));
    }

    @Override
    public void deleteAll(List<String> keys) {
        for (int from = 0; from < keys.size(); from += DELETE_BATCH) {
            deleteBatch(keys.subList(from, Math.min(from + DELETE_BATCH, keys.size())));
        }
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
        return S3Listing.stream(
                token -> page(prefix, Optional.empty(), token),
                page -> page.contents().stream()
                        .map(o -> new ObjectInfo(o.key(), o.size(), mark(o.eTag(), o.lastModified()), o.lastModified()))
                        .toList());
    }

    @Override
    public Stream<String> listFolders(String prefix) {
        return S3Listing.stream(
                token -> page(prefix, Optional.of("/"), token),
                page -> page.commonPrefixes().stream()
                        .map(p ->
                                p.prefix().substring(prefix.length(), p.prefix().length() - 1))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Override
    public void close() {
        client.close();
    }

    /** An ETag without the quotes that S3 puts around it. */
    static String bare(String etag) {
        return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    /** The version mark of an object; its time where it has none, as a file that was put below an embedded store by hand. */
    static String mark(@Nullable String etag, Instant lastModified) {
        return etag == null ? "modified-" + lastModified.getEpochSecond() : bare(etag);
    }

    private Object createBucket() {
        try {
            return client.createBucket(r -> r.bucket(settings.bucket()));
        } catch (BucketAlreadyOwnedByYouException somebodyWasFaster) {
            return settings;
        }
    }

    private ResponseInputStream<GetObjectResponse> resume(String key, long offset, @Nullable String etag)
            throws IOException {
        if (etag == null) {
            throw new DownloadBroken(
                    "Reading \"%s\" broke off after %d bytes and cannot go on, for the store gives it no ETag. Try again."
                            .formatted(key, offset),
                    new IOException("no ETag"));
        }
        try {
            return client.getObject(
                    r -> r.bucket(settings.bucket()).key(key).ifMatch(etag).range("bytes=" + offset + "-"));
        } catch (S3Exception answer) {
            if (answer.statusCode() == 412 || answer instanceof NoSuchKeyException) {
                throw new ObjectReplaced(key, answer);
            }
            throw broken(key, answer);
        } catch (SdkException lost) {
            throw broken(key, lost);
        }
    }

    private DownloadBroken broken(String key, SdkException fault) {
        var sentence = faults.translate("reading \"" + key + "\"", fault).getMessage();
        return new DownloadBroken(String.valueOf(sentence), fault);
    }

    private PutResult putIf(String key, byte[] body, PutObjectRequest request) {
        return call("writing \"" + key + "\"", () -> {
            try {
                return stored(client.putObject(request, RequestBody.fromBytes(body)));
            } catch (S3Exception answer) {
                if (!isLost(answer)) {
                    throw answer;
                }
                // The condition may have been broken by an attempt of our own whose answer never came.
                return retried(answer) ? ours(key, body).orElseGet(PutResult.Lost::new) : new PutResult.Lost();
            } catch (SdkException unknown) {
                return ours(key, body).orElseThrow(() -> unknown);
            }
        });
    }

    /** Who wrote the object that is there: we, somebody else, or nobody. */
    private Optional<PutResult> ours(String key, byte[] body) {
        return get(key).map(there -> Arrays.equals(there.body(), body)
                ? new PutResult.Stored(there.info().etag())
                : new PutResult.Lost());
    }

    private static boolean isLost(S3Exception answer) {
        return switch (answer.statusCode()) {
            case 404 -> !S3Faults.isNoSuchBucket(answer);
            case 409, 412 -> true;
            default -> false;
        };
    }

    private static boolean retried(SdkException fault) {
        return fault.numAttempts() == null || fault.numAttempts() > 1;
    }

    private static PutResult stored(PutObjectResponse answer) {
        return new PutResult.Stored(bare(answer.eTag()));
    }

    private PutObjectRequest.Builder request(String key, String contentType) {
        return PutObjectRequest.builder().bucket(settings.bucket()).key(key).contentType(contentType);
    }

    private void deleteBatch(List<String> keys) {
        var objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        var answer = call(
                "deleting " + keys.size() + " objects",
                () -> client.deleteObjects(r -> r.bucket(settings.bucket())
                        .delete(d -> d.objects(objects).quiet(true))));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            var first = answer.errors().getFirst();
            if ("NoSuchBucket".equals(first.code())) {
                throw faults.noBucket(new IOException(first.code()));
            }
            throw new StoreException(
                    "The store at %s could not delete %d of %d objects, the first being \"%s\" (%s: %s)."
                            .formatted(
                                    settings.place(),
                                    answer.errors().size(),
                                    keys.size(),
                                    first.key(),
                                    first.code(),
                                    first.message()),
                    new IOException(first.code()));
        }
    }

    private ListObjectsV2Response page(String prefix, Optional<String> delimiter, Optional<String> token) {
        return call(
                "listing \"" + prefix + "\"",
                () -> client.listObjectsV2(r -> {
                    r.bucket(settings.bucket()).prefix(prefix);
                    delimiter.ifPresent(r::delimiter);
                    token.ifPresent(r::continuationToken);
                }));
    }

    private static ObjectInfo info(String key, GetObjectResponse answer, long size) {
        return new ObjectInfo(key, size, mark(answer.eTag(), answer.lastModified()), answer.lastModified());
    }

    private static void requireMissing(S3Exception answer) {
        if (answer.statusCode() != 404 || S3Faults.isNoSuchBucket(answer)) {
            throw answer;
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private <T> T call(String doing, Supplier<T> action) {
        try {
            return action.get();
        } catch (SdkException fault) {
            throw faults.translate(doing, fault);
        }
    }
}
