package dev.karet.web.http;

import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.PutResult;
import dev.karet.store.StoreException;
import dev.karet.store.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A bucket in memory by the test's clock, which counts what is read and can be out of reach. Thread-safe. */
final class ClockedStore implements ObjectStore {

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
    private final Clock clock;

    ClockedStore(Clock clock) {
        this.clock = clock;
    }

    /** How often the object was read. */
    int reads(String key) {
        return reads.computeIfAbsent(key, _ -> new AtomicInteger()).get();
    }

    /** From now on nothing can be reached. */
    void breakOff() {
        fault.set(Optional.of("The store could not be reached."));
    }

    /** From now on nothing is answered until the latch is counted down. */
    CountDownLatch holdUp() {
        CountDownLatch latch = new CountDownLatch(1);
        held.set(latch);
        return latch;
    }

    boolean isBroken() {
        return fault.get().isPresent();
    }

    void mend() {
        fault.set(Optional.empty());
    }

    private void touch() {
        try {
            held.get().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.StoreUnavailable("Nobody waits any more.", e);
        }
        fault.get().ifPresent(sentence -> {
            throw new StoreException.StoreUnavailable(sentence, new IllegalStateException("broken off"));
        });
    }

    private ObjectInfo stamped(ObjectInfo info) {
        return new ObjectInfo(
                info.key(), info.size(), info.etag(), written.getOrDefault(info.key(), info.lastModified()));
    }

    private ObjectInfo wrote(ObjectInfo info) {
        written.put(info.key(), clock.instant());
        return stamped(info);
    }

    @Override
    public void checkBucket(boolean create) {
        touch();
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        touch();
        return store.head(key).map(this::stamped);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        touch();
        reads.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
        return store.get(key).map(object -> new StoredObject(stamped(object.info()), object.body()));
    }

    @Override
    public OpenedObject open(String key) {
        touch();
        return store.open(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        touch();
        return store.read(key, offset, length);
    }

    @Override
    public ObjectInfo put(String key, byte[] body, String contentType) {
        touch();
        return wrote(store.put(key, body, contentType));
    }

    @Override
    public ObjectInfo putFile(String key, Path file, String contentType) {
        touch();
        return wrote(store.putFile(key, file, contentType));
    }

    @Override
    public ObjectInfo putStream(String key, InputStream body, long most, String contentType) {
        touch();
        return wrote(store.putStream(key, body, most, contentType));
    }

    @Override
    public ObjectInfo copy(String from, String to) {
        touch();
        return wrote(store.copy(from, to));
    }

    @Override
    public PutResult createOnly(String key, byte[] body, String contentType) {
        touch();
        PutResult result = store.createOnly(key, body, contentType);
        if (result instanceof PutResult.Stored) written.put(key, clock.instant());
        return result;
    }

    @Override
    public PutResult replaceOnly(String key, byte[] body, String contentType, String etag) {
        touch();
        return store.replaceOnly(key, body, contentType, etag);
    }

    @Override
    public void delete(String key) {
        touch();
        store.delete(key);
    }

    @Override
    public void deleteAll(List<String> keys) {
        touch();
        store.deleteAll(keys);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
        touch();
        return store.list(prefix).map(this::stamped);
    }

    @Override
    public Stream<String> listFolders(String prefix) {
        touch();
        return store.listFolders(prefix);
    }
}
