package dev.karet.table;

import dev.karet.model.commit.FileIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which copies there are, who uses them, and which go when room is needed: those that nobody uses, least recently used first. Thread-safe.
 *
 * <p>Room is given for all files of an asker at once or for none, so that no two askers hold on to what each other needs.
 */
final class Shelf {

    private static final Logger log = LoggerFactory.getLogger(Shelf.class);
    private static final String ENDING = ".parquet";
    private static final Pattern NAME = Pattern.compile("([0-9A-Za-z-]{1,64})" + Pattern.quote(ENDING));

    private final Path folder;
    private final long limit;

    /** By uuid, the least recently used first. */
    private final Map<String, Copy> copies = new LinkedHashMap<>();

    private long held;

    /** A copy that is there or on its way; its fields are the shelf's. */
    static final class Copy {
        private final String uuid;
        private final long size;
        private final CompletableFuture<Path> arrival = new CompletableFuture<>();
        private int users;
        private boolean wantedAnyway;

        private Copy(String uuid, long size) {
            this.uuid = uuid;
            this.size = size;
        }

        /** The file, when it is there; fails with why it will not be. */
        CompletableFuture<Path> arrival() {
            return arrival;
        }
    }

    /**
     * What an asker has a right to, until it is released.
     *
     * @param copies in the order of what was asked for
     * @param missing those that this asker is to fetch
     */
    record Claim(List<Copy> copies, Set<Copy> missing) {}

    /** Takes over what lies in {@code folder}. */
    Shelf(Path folder, long limit) throws IOException {
        this.folder = folder;
        this.limit = limit;
        Map<Path, FileTime> found = new HashMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) found.put(file, Files.getLastModifiedTime(file));
        }
        List<Path> oldestFirst =
                found.keySet().stream().sorted(Comparator.comparing(found::get)).toList();
        for (Path file : oldestFirst) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches()) {
                Files.deleteIfExists(file);
                continue;
            }
            Copy copy = new Copy(name.group(1), Files.size(file));
            copy.arrival.complete(file);
            put(copy);
        }
        makeRoom(0, Set.of());
    }

    /** Whether a file of this name may lie here; what a commit record says is not believed. */
    static boolean isName(String uuid) {
        return NAME.matcher(uuid + ENDING).matches();
    }

    Path file(Copy copy) {
        return folder.resolve(copy.uuid + ENDING);
    }

    /**
     * Waits for room and takes it.
     *
     * @throws CopiesFailed when there is none within {@code patience}
     */
    synchronized Claim claim(List<FileIdentity> wanted, Patience patience) {
        try {
            while (true) {
                Claim claim = claimNow(wanted);
                if (claim != null) return claim;
                patience.check(CopiesFailed.NoRoom::new);
                wait(patience.nextLook().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CopiesFailed.Stopped();
        }
    }

    private @Nullable Claim claimNow(List<FileIdentity> wanted) {
        Map<String, Long> missing = new LinkedHashMap<>();
        Set<String> kept = new HashSet<>();
        for (FileIdentity identity : wanted) {
            Copy copy = usable(identity);
            if (copy == null) missing.put(identity.uuid(), identity.size());
            else kept.add(identity.uuid());
        }
        long bytes = missing.values().stream().mapToLong(Long::longValue).sum();
        if (!makeRoom(bytes, kept)) return null;
        Set<Copy> toFetch = new HashSet<>();
        missing.forEach((uuid, size) -> {
            Copy copy = new Copy(uuid, size);
            put(copy);
            toFetch.add(copy);
        });
        List<Copy> claimed = new ArrayList<>();
        for (FileIdentity identity : wanted) claimed.add(use(identity.uuid()));
        return new Claim(claimed, toFetch);
    }

    /** Null also when what lies there is no longer what was put there. */
    private @Nullable Copy usable(FileIdentity identity) {
        Copy copy = copies.get(identity.uuid());
        if (copy == null || copy.users > 0 || !copy.arrival.isDone()) return copy;
        if (copy.size == identity.size() && isThere(copy)) return copy;
        drop(copy);
        return null;
    }

    private boolean isThere(Copy copy) {
        try {
            return Files.size(file(copy)) == copy.size;
        } catch (IOException e) {
            return false;
        }
    }

    private Copy use(String uuid) {
        Copy copy = copies.remove(uuid);
        if (copy == null) throw new IllegalStateException("nothing is known of " + uuid);
        copies.put(uuid, copy);
        if (copy.users++ == 0 && copy.arrival.isDone()) touch(copy);
        return copy;
    }

    /** The next start goes by it. */
    private void touch(Copy copy) {
        try {
            Files.setLastModifiedTime(file(copy), FileTime.from(Instant.now()));
        } catch (IOException e) {
            log.debug("{} keeps its time: {}", copy.uuid, e.toString());
        }
    }

    private boolean makeRoom(long bytes, Set<String> kept) {
        List<Copy> going = new ArrayList<>();
        long room = limit - held;
        for (Copy copy : copies.values()) {
            if (room >= bytes) break;
            if (copy.users > 0 || !copy.arrival.isDone() || kept.contains(copy.uuid)) continue;
            going.add(copy);
            room += copy.size;
        }
        if (room < bytes) return false;
        going.forEach(this::drop);
        return true;
    }

    private void put(Copy copy) {
        copies.put(copy.uuid, copy);
        held += copy.size;
    }

    private void drop(Copy copy) {
        if (!copies.remove(copy.uuid, copy)) return;
        held -= copy.size;
        if (copy.arrival.isDone() && !copy.arrival.isCompletedExceptionally()) {
            try {
                Files.deleteIfExists(file(copy));
            } catch (IOException e) {
                log.warn("{} could not be removed: {}", file(copy), e.toString());
            }
        }
    }

    /** Gives a claim back; what is on its way for nobody else is broken off. */
    synchronized void release(List<Copy> claimed) {
        claimed.forEach(copy -> copy.users--);
        notifyAll();
    }

    /** Has what is on its way arrive even if nobody waits for it. */
    synchronized void wantAnyway(List<Copy> claimed) {
        claimed.forEach(copy -> copy.wantedAnyway = true);
    }

    /** @throws CancellationException when nobody wants the copy that is on its way; it is forgotten then */
    synchronized void checkWanted(Copy copy) {
        if (copy.users > 0 || copy.wantedAnyway) return;
        CancellationException nobody = new CancellationException("nobody waits for it");
        fail(copy, nobody);
        throw nobody;
    }

    synchronized void arrived(Copy copy) {
        copy.arrival.complete(file(copy));
        notifyAll();
    }

    synchronized void fail(Copy copy, Throwable cause) {
        copy.arrival.completeExceptionally(cause);
        drop(copy);
        notifyAll();
    }

    /** Removes a copy whatever it is used for; who has it open reads on, and the next asker fetches it anew. */
    synchronized void distrust(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) return;
        Copy copy = copies.get(name.group(1));
        if (copy != null && copy.arrival.isDone()) drop(copy);
        notifyAll();
    }

    /** Bytes of all copies, those on their way included. */
    synchronized long held() {
        return held;
    }
}
