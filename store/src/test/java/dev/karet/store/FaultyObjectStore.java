package dev.karet.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store that counts what is asked of it and goes wrong as a script tells it to.
 *
 * <p>One of these stands for what one process sees of a store; give each process of a test its own over one shared store. Calls are
 * numbered from 0 in the order in which they begin, so that {@code log().get(n)} is call {@code n}; a listing is one call, however long.
 * Thread-safe, and deterministic as long as its callers are. What is not scripted is answered by the store behind it.
 */
public final class FaultyObjectStore implements ObjectStore {

    private static final int LATE = 10;

    private final ObjectStore store;
    private final Optional<Script> script;
    private final LatestWrite latest;
    private final List<Call> log = new ArrayList<>();
    private final List<Duplicate> underWay = new ArrayList<>();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();

    /** The call that killed the process; none below 0. */
    private volatile int died = -1;

    /** What is asked of a store. */
    public enum Kind {
        CHECK_BUCKET,
        HEAD,
        GET,
        OPEN,
        READ,
        PUT,
        PUT_FILE,
        PUT_STREAM,
        COPY,
        CREATE_ONLY,
        REPLACE_ONLY,
        DELETE,
        DELETE_ALL,
        LIST,
        LIST_FOLDERS
    }

    /** How a call goes. */
    public enum Fault {
        /** As it should. */
        NONE,
        /** It fails without an effect. */
        FAIL_BEFORE,
        /** A body or a listing breaks off after its half, a bulk deletion after half of its keys; others fail without an effect. */
        FAIL_WITHIN,
        /** It has its effect, and the answer is lost. */
        FAIL_AFTER,
        /** The process dies without an effect of this call: from here on every call throws {@link ProcessDied}. */
        DIE_BEFORE,
        /** The process dies, and the store carries this call out all the same. */
        DIE_AFTER,
        /** {@code get}, {@code head} and {@code list} answer as of before the latest write of this process; others as they should. */
        STALE,
        /** A write is carried out once more at the end of the call after it. A creation is not, and neither are reads. */
        TWICE,
        /** The same at the end of the tenth call after it. */
        TWICE_LATE
    }

    /** Which call goes how. Asked once a call, in the order of the calls, never by two threads at once. */
    public interface Script {

        Fault at(int number, Call call);

        /** One fault, at the call with this number. */
        static Script only(int number, Fault fault) {
            return (asked, call) -> asked == number ? fault : Fault.NONE;
        }
    }

    /**
     * One call.
     *
     * @param key the target of a copy; the prefix of a listing; a bulk deletion's keys, one a line; empty for the bucket
     */
    public record Call(Kind kind, String key) {}

    private record Duplicate(int due, Runnable write) {}

    /** A store that only counts. */
    public FaultyObjectStore(ObjectStore store) {
        this(store, Optional.empty());
    }

    public FaultyObjectStore(ObjectStore store, Script script) {
        this(store, Optional.of(script));
    }

    private FaultyObjectStore(ObjectStore store, Optional<Script> script) {
        this.store = store;
        this.script = script;
        this.latest = new LatestWrite(store);
    }

    /** How many calls have begun. */
    public int calls() {
        synchronized (log) {
            return log.size();
        }
    }

    /** How many calls of each kind have begun; kinds without a call are absent. */
    public Map<Kind, Integer> callsByKind() {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        log().forEach(call -> counts.merge(call.kind(), 1, Integer::sum));
        return counts;
    }

    /** Every call that has begun, in order. */
    public List<Call> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Bytes of bodies that callers have received. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** Bytes of bodies that the store has taken; what is copied inside it does not count. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    /** Whether the script has killed the process. */
    public boolean isDead() {
        return died >= 0;
    }

    /** Lets every repeated write that is still under way arrive now, also after the death of the process. */
    public void settle() {
        arrive(Integer.MAX_VALUE);
    }

    @Override
    public void checkBucket(boolean create) {
        call(Kind.CHECK_BUCKET, "", Effect.of(() -> {
            store.checkBucket(create);
            return true;
        }));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return call(
                Kind.HEAD,
                key,
                Effect.of(() -> store.head(key)).whenStale(() -> latest.get(key).map(StoredObject::info)));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        var found = call(Kind.GET, key, Effect.of(() -> store.get(key)).whenStale(() -> latest.get(key)));
        found.ifPresent(object -> bytesRead.addAndGet(object.body().length));
        return found;
    }

    @Override
    public OpenedObject open(String key) {
        return call(
                Kind.OPEN,
                key,
                Effect.of(() -> watched(store.open(key), Long.MAX_VALUE)).whenWithin(() -> {
                    var opened = store.open(key);
                    return watched(opened, opened.info().size() / 2);
                }));
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        var range = call(Kind.READ, key, Effect.of(() -> store.read(key, offset, length)));
        bytesRead.addAndGet(range.length);
        return range;
    }

    @Override
    public ObjectInfo put(String key, byte[] body, String contentType) {
        return call(Kind.PUT, key, write(List.of(key), body.length, () -> store.put(key, body, contentType)));
    }

    @Override
    public ObjectInfo putFile(String key, Path file, String contentType) {
        var size = sizeOf(file);
        var first = write(List.of(key), size, () -> store.putFile(key, file, contentType));
        return call(Kind.PUT_FILE, key, script.isEmpty() ? first : first.again(repeated(key, file, contentType)));
    }

    @Override
    public ObjectInfo putStream(String key, InputStream body, long most, String contentType) {
        if (script.isEmpty()) {
            return call(Kind.PUT_STREAM, key, write(List.of(key), 0, () -> {
                var stored = store.putStream(key, body, most, contentType);
                bytesWritten.addAndGet(stored.size());
                return stored;
            }));
        }
        // A body can be read once only, and a script may want the write to happen twice.
        var bytes = read(body, most);
        return call(
                Kind.PUT_STREAM,
                key,
                write(
                        List.of(key),
                        bytes.length,
                        () -> store.putStream(key, new ByteArrayInputStream(bytes), most, contentType)));
    }

    @Override
    public ObjectInfo copy(String from, String to) {
        return call(Kind.COPY, to, write(List.of(to), 0, () -> store.copy(from, to)));
    }

    @Override
    public PutResult createOnly(String key, byte[] body, String contentType) {
        return call(
                Kind.CREATE_ONLY,
                key,
                write(List.of(key), body.length, () -> store.createOnly(key, body, contentType))
                        .again(() -> {}));
    }

    @Override
    public PutResult replaceOnly(String key, byte[] body, String contentType, String etag) {
        return call(
                Kind.REPLACE_ONLY,
                key,
                write(List.of(key), body.length, () -> store.replaceOnly(key, body, contentType, etag)));
    }

    @Override
    public void delete(String key) {
        call(Kind.DELETE, key, write(List.of(key), 0, () -> {
            store.delete(key);
            return true;
        }));
    }

    @Override
    public void deleteAll(List<String> keys) {
        var all = List.copyOf(keys);
        call(
                Kind.DELETE_ALL,
                String.join("\n", all),
                write(all, 0, () -> {
                            store.deleteAll(all);
                            return true;
                        })
                        .whenWithin(() -> {
                            store.deleteAll(all.subList(0, all.size() / 2));
                            throw failed(Kind.DELETE_ALL, String.join("\n", all));
                        }));
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
        return call(
                        Kind.LIST,
                        prefix,
                        Effect.of(() -> listed(prefix).stream())
                                .whenStale(() -> latest.list(prefix).stream())
                                .whenWithin(() -> brokenOff(Kind.LIST, prefix, listed(prefix))))
                .peek(entry -> requireAlive());
    }

    @Override
    public Stream<String> listFolders(String prefix) {
        return call(
                        Kind.LIST_FOLDERS,
                        prefix,
                        Effect.of(() -> folders(prefix).stream())
                                .whenWithin(() -> brokenOff(Kind.LIST_FOLDERS, prefix, folders(prefix))))
                .peek(entry -> requireAlive());
    }

    /** What a call does when it goes well, and when it goes as some faults want it. */
    private record Effect<T>(Supplier<T> whole, Optional<Supplier<T>> within, Supplier<T> stale, Runnable again) {

        static <T> Effect<T> of(Supplier<T> whole) {
            return new Effect<>(whole, Optional.empty(), whole, () -> {});
        }

        Effect<T> whenWithin(Supplier<T> half) {
            return new Effect<>(whole, Optional.of(half), stale, again);
        }

        Effect<T> whenStale(Supplier<T> old) {
            return new Effect<>(whole, within, old, again);
        }

        Effect<T> again(Runnable repeated) {
            return new Effect<>(whole, within, stale, repeated);
        }
    }

    private <T> Effect<T> write(List<String> keys, long bytes, Supplier<T> write) {
        return Effect.of(() -> {
                    if (script.isPresent()) {
                        latest.begins(keys);
                    }
                    var answer = write.get();
                    bytesWritten.addAndGet(bytes);
                    return answer;
                })
                .again(() -> lose(write.get()));
    }

    private <T> T call(Kind kind, String key, Effect<T> effect) {
        int number;
        Fault fault;
        synchronized (log) {
            requireAlive();
            number = log.size();
            Call call = new Call(kind, key);
            log.add(call);
            fault = script.isPresent() ? script.get().at(number, call) : Fault.NONE;
        }
        var answer = switch (fault) {
            case NONE -> effect.whole().get();
            case FAIL_BEFORE -> throw failed(kind, key);
            case FAIL_WITHIN ->
                effect.within().orElseThrow(() -> failed(kind, key)).get();
            case FAIL_AFTER -> {
                lose(effect.whole().get());
                throw failed(kind, key);
            }
            case DIE_BEFORE -> throw die(number);
            case DIE_AFTER -> {
                lose(effect.whole().get());
                throw die(number);
            }
            case STALE -> effect.stale().get();
            case TWICE -> repeated(effect, number + 1);
            case TWICE_LATE -> repeated(effect, number + LATE);
        };
        arrive(number);
        return answer;
    }

    /** An answer that nobody gets must not hold its connection. */
    private static void lose(Object answer) {
        if (answer instanceof OpenedObject opened) {
            try (opened) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private <T> T repeated(Effect<T> effect, int due) {
        var answer = effect.whole().get();
        synchronized (underWay) {
            underWay.add(new Duplicate(due, effect.again()));
        }
        return answer;
    }

    /** Carries out the repeated writes that are due by the end of call {@code number}. */
    private void arrive(int number) {
        List<Duplicate> due;
        synchronized (underWay) {
            due = underWay.stream().filter(one -> one.due() <= number).toList();
            underWay.removeAll(due);
        }
        for (var one : due) {
            try {
                one.write().run();
            } catch (StoreException nobodyWaitsForThisAnswer) {
                continue;
            }
        }
    }

    private ProcessDied die(int call) {
        died = call;
        return new ProcessDied(call);
    }

    private void requireAlive() {
        if (isDead()) {
            throw new ProcessDied(died);
        }
    }

    private OpenedObject watched(OpenedObject opened, long breakAfter) {
        InputStream body = new WatchedBody(opened.body(), this::requireAlive, bytesRead::addAndGet, breakAfter);
        return new OpenedObject(opened.info(), body);
    }

    private List<ObjectInfo> listed(String prefix) {
        try (var entries = store.list(prefix)) {
            return entries.toList();
        }
    }

    private List<String> folders(String prefix) {
        try (var entries = store.listFolders(prefix)) {
            return entries.toList();
        }
    }

    private static <T> Stream<T> brokenOff(Kind kind, String prefix, List<T> entries) {
        Stream<T> end = Stream.generate(() -> {
            throw failed(kind, prefix);
        });
        return Stream.concat(entries.subList(0, entries.size() / 2).stream(), end.limit(1));
    }

    /** The file's bytes as they are now, for by the time that they are sent again the file may be gone. */
    private Runnable repeated(String key, Path file, String contentType) {
        try {
            var body = Files.readAllBytes(file);
            return () -> store.put(key, body, contentType);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(InputStream body, long most) {
        try {
            return body.readNBytes(Math.toIntExact(Math.min(most + 1, Integer.MAX_VALUE - 8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static StoreException failed(Kind kind, String key) {
        return new StoreException.StoreUnavailable(
                "The script let %s of \"%s\" fail.".formatted(kind, key), new IOException("scripted"));
    }
}
