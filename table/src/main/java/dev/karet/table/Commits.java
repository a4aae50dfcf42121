package dev.karet.table;

import dev.karet.model.commit.CommitRecord;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.CommitRecord.Fence;
import dev.karet.model.commit.Finished;
import dev.karet.model.json.CommitJson;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.Slug;
import dev.karet.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The history of a pipeline: numbered records, of which each can be created once only. Thread-safe. */
public final class Commits {

    private static final String GZIP = "application/gzip";
    private static final String JSON = "application/json";

    /** A record of more is none of ours: a hundred thousand sources take a tenth of it. */
    private static final int LARGEST = 512 << 20;

    private final ObjectStore store;

    public Commits(ObjectStore store) {
        this.store = store;
    }

    /**
     * Where a pipeline stands.
     *
     * @param last the highest number there is, of a fence too; 0 when there is none
     * @param newest what is published; absent before the first commit
     * @param finished whether the newest commit's objects have all been in their places
     */
    public record History(long last, Optional<Commit> newest, boolean finished) {}

    /**
     * Looks up the newest commit.
     *
     * @throws CommitUnreadable when the newest record is damaged, or of a newer version of Karet
     */
    public History read(Slug slug) {
        List<String> keys = keys(slug);
        long last = numbers(keys, slug).max().orElse(0);
        if (last == 0) return new History(0, Optional.empty(), true);
        return switch (record(slug, last)) {
            case Commit commit -> history(last, Optional.of(commit), keys, slug);
            case Fence fence -> history(last, fence.newest() == 0 ? Optional.empty() : newest(slug, fence), keys, slug);
        };
    }

    private List<String> keys(Slug slug) {
        try (var objects = store.list(Layout.commits(slug))) {
            return objects.map(ObjectInfo::key).toList();
        }
    }

    private static LongStream numbers(List<String> keys, Slug slug) {
        return keys.stream().map(key -> Layout.commitOf(slug, key)).flatMapToLong(OptionalLong::stream);
    }

    private static History history(long last, Optional<Commit> newest, List<String> keys, Slug slug) {
        boolean finished = newest.map(commit -> keys.contains(Layout.commitDone(slug, commit.number())))
                .orElse(true);
        return new History(last, newest, finished);
    }

    private Optional<Commit> newest(Slug slug, Fence fence) {
        return switch (record(slug, fence.newest())) {
            case Commit commit -> Optional.of(commit);
            case Fence _ -> throw new CommitUnreadable(Layout.commit(slug, fence.newest()));
        };
    }

    /**
     * The commit that a run made; empty when it made none.
     *
     * @param since when the run can have begun at the earliest, by the clock of any worker; records of before are not read
     * @throws CommitUnreadable when a record on the way back to it is damaged
     */
    public Optional<Commit> madeBy(Slug slug, String job, Instant since) {
        List<Long> newestFirst = numbers(keys(slug), slug)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (long number : newestFirst) {
            Optional<CommitRecord> record = find(slug, number);
            if (record.filter(found -> found.at().isBefore(since)).isPresent()) return Optional.empty();
            if (record.isPresent()
                    && record.get() instanceof Commit commit
                    && commit.job().equals(job)) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
    }

    /** What was published before {@code commit}; empty when nothing was, or its record has been swept. */
    public Optional<Commit> before(Slug slug, Commit commit) {
        Optional<CommitRecord> found = find(slug, commit.number() - 1);
        if (found.isPresent() && found.get() instanceof Fence fence) found = find(slug, fence.newest());
        return found.filter(Commit.class::isInstance).map(Commit.class::cast);
    }

    private CommitRecord record(Slug slug, long number) {
        return find(slug, number).orElseThrow(() -> new CommitUnreadable(Layout.commit(slug, number)));
    }

    /** The record with this number; empty when there is none, as for 0. */
    private Optional<CommitRecord> find(Slug slug, long number) {
        if (number == 0) return Optional.empty();
        String key = Layout.commit(slug, number);
        Optional<StoredObject> object = store.get(key);
        if (object.isEmpty()) return Optional.empty();
        Optional<CommitRecord> record = object.map(StoredObject::body)
                .flatMap(Commits::unzipped)
                .flatMap(CommitJson::read)
                .filter(read -> read.number() == number);
        if (record.isEmpty()) throw new CommitUnreadable(key);
        return record;
    }

    /** Creates {@code record} under its number; false when the number is taken. */
    public boolean create(Slug slug, CommitRecord record) {
        return switch (store.createOnly(Layout.commit(slug, record.number()), zipped(CommitJson.write(record)), GZIP)) {
            case PutResult.Stored _ -> true;
            case PutResult.Lost _ -> false;
        };
    }

    /** The mark of a commit; empty when it has none, or one that cannot be read, which is as good as none. */
    Optional<Finished> finished(Slug slug, long number) {
        return store.get(Layout.commitDone(slug, number))
                .map(StoredObject::body)
                .flatMap(CommitJson::readFinished);
    }

    void finish(Slug slug, Finished finished) {
        store.put(Layout.commitDone(slug, finished.number()), CommitJson.write(finished), JSON);
    }

    private static byte[] zipped(byte[] json) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Optional<byte[]> unzipped(byte[] zipped) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            byte[] json = zip.readNBytes(LARGEST + 1);
            return json.length > LARGEST ? Optional.empty() : Optional.of(json);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
