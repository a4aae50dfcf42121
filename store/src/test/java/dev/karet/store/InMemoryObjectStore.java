package dev.karet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A bucket in memory for tests, held to the same contract as the real ones. Thread-safe. */
public final class InMemoryObjectStore implements ObjectStore {

    static final Comparator<String> UTF8 =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(UTF8);

    @Override
    public void checkBucket(boolean create) {}

    @Override
    public Optional<ObjectInfo> head(String key) {
        return Optional.ofNullable(objects.get(key)).map(StoredObject::info);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(found -> new StoredObject(found.info(), found.body().clone()));
    }

    @Override
    public OpenedObject open(String key) {
        var found = found(key);
        return new OpenedObject(found.info(), new ByteArrayInputStream(found.body()));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
        var body = found(key).body();
        var from = (int) Math.min(offset, body.length);
        return Arrays.copyOfRange(body, from, (int) Math.min((long) from + length, body.length));
    }

    @Override
    public ObjectInfo copy(String from, String to) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("\"" + from + "\" cannot be copied onto itself");
        }
        return put(to, found(from).body(), "as it was");
    }

    @Override
    public ObjectInfo put(String key, byte[] body, String contentType) {
        var object = object(key, body);
        objects.put(key, object);
        return object.info();
    }

    @Override
    public ObjectInfo putFile(String key, Path file, String contentType) {
        try {
            return put(key, Files.readAllBytes(file), contentType);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public ObjectInfo putStream(String key, InputStream body, long most, String contentType) {
        try {
            byte[] bytes = body.readNBytes(Math.toIntExact(Math.min(most + 1, Integer.MAX_VALUE - 8)));
            if (bytes.length > most) throw new IOException("the body goes on after " + most + " bytes");
            return put(key, bytes, contentType);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public PutResult createOnly(String key, byte[] body, String contentType) {
        var object = object(key, body);
        return objects.putIfAbsent(key, object) == null
                ? new PutResult.Stored(object.info().etag())
                : new PutResult.Lost();
    }

    @Override
    public PutResult replaceOnly(String key, byte[] body, String contentType, String etag) {
        if (body.length > S3ObjectStore.LARGEST_REPLACEMENT) {
            throw new IllegalArgumentException("too large for a conditional replacement: " + body.length + " bytes");
        }
        var object = object(key, body);
        var replaced = new AtomicBoolean();
        objects.computeIfPresent(key, (same, there) -> {
            replaced.set(there.info().etag().equals(etag));
            return replaced.get() ? object : there;
        });
        return replaced.get() ? new PutResult.Stored(object.info().etag()) : new PutResult.Lost();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void deleteAll(List<String> keys) {
        keys.forEach(objects::remove);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
        return objects.tailMap(prefix).values().stream()
                .map(StoredObject::info)
                .takeWhile(info -> info.key().startsWith(prefix));
    }

    @Override
    public Stream<String> listFolders(String prefix) {
        return list(prefix)
                .map(info -> info.key().substring(prefix.length()))
                .filter(rest -> rest.indexOf('/') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct();
    }

    private StoredObject found(String key) {
        var found = objects.get(key);
        if (found == null) {
            throw new StoreException.ObjectNotFound(
                    "There is no object \"" + key + "\".", new IllegalStateException("absent"));
        }
        return found;
    }

    private static StoredObject object(String key, byte[] body) {
        return new StoredObject(new ObjectInfo(key, body.length, md5(body), Instant.now()), body.clone());
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
