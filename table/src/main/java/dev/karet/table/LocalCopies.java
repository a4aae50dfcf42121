package dev.karet.table;

import dev.karet.model.Problem;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.FileIdentity;
import dev.karet.model.commit.TableState;
import dev.karet.model.settings.ConfigurationFault;
import dev.karet.store.DownloadBroken;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.table.PinnedTables.PinnedFile;
import dev.karet.table.PublishedTables.PublishedFile;
import dev.karet.table.PublishedTables.Snapshot;
import dev.karet.table.PublishedTables.Superseded;
import dev.karet.table.Shelf.Claim;
import dev.karet.table.Shelf.Copy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Published data files on the local disk, within a limit of bytes. Thread-safe.
 *
 * <p>A copy is known by the file's uuid, is fetched whole and checked before it counts, and never changes; so it serves every pipeline and
 * commit that names the file, and is found again after a restart. What a query uses stays; of the rest the least recently used go when room is
 * needed. Several processes may be given one directory: each has a part of its own.
 */
public final class LocalCopies implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int ATTEMPTS = 5;

    private final PublishedTables published;
    private final NewestCommits newest;
    private final CopySlot slot;
    private final Shelf shelf;
    private final long limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore downloads = new Semaphore(AT_ONCE);
    private final AtomicLong parts = new AtomicLong();
    private volatile boolean closed;

    private LocalCopies(ObjectStore store, CopySlot slot, Shelf shelf, long limit) {
        this.published = new PublishedTables(store);
        this.newest = new NewestCommits(store);
        this.slot = slot;
        this.shelf = shelf;
        this.limit = limit;
    }

    /**
     * Takes a part of {@code parent}, which is created, for this process.
     *
     * @param limit bytes that all copies of this process may take
     * @throws ConfigurationFault when {@code parent} cannot be made or written
     */
    public static LocalCopies open(ObjectStore store, Path parent, long limit) {
        try {
            CopySlot slot = CopySlot.open(parent);
            try {
                return new LocalCopies(store, slot, new Shelf(slot.folder(), limit), limit);
            } catch (IOException | RuntimeException e) {
                slot.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConfigurationFault(List.of(Problem.of(
                    "invalid_setting",
                    "/KARET_TEMP_DIR",
                    "The directory %s for copies of tables cannot be used: %s.".formatted(parent, e),
                    "Set KARET_TEMP_DIR to a directory that can be written.")));
        }
    }

    /**
     * Tables of the newest commit, fetched as far as they are not here. Costs one short listing when they are.
     *
     * <p>When patience ends on the way, what was begun goes on coming, so that asking again leads to an end.
     *
     * @param tables ids; those that the commit does not have are left out
     * @return empty when nothing was ever published
     * @throws CopiesFailed when they cannot be had in time
     * @throws TableDamaged when a file of theirs is missing or another and cannot be put back
     * @throws CommitUnreadable as {@link Commits#read}
     */
    public Optional<PinnedTables> open(Slug slug, List<String> tables, Patience patience) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Commit> commit = newest.read(slug);
            if (commit.isEmpty()) return Optional.empty();
            try {
                return Optional.of(open(slug, commit.get(), tables, patience));
            } catch (Superseded e) {
                patience.check(CopiesFailed.Restless::new);
            }
        }
        throw new CopiesFailed.Restless();
    }

    private PinnedTables open(Slug slug, Commit commit, List<String> ids, Patience patience) throws Superseded {
        List<TableState> tables =
                ids.stream().distinct().flatMap(id -> commit.table(id).stream()).toList();
        List<FileIdentity> wanted = identities(slug, tables);
        long bytes = wanted.stream().mapToLong(FileIdentity::size).sum();
        if (bytes > limit) {
            throw new CopiesFailed.TooLarge(
                    ids.size() == 1 ? "The table \"" + ids.getFirst() + "\"" : "The tables together", bytes, limit);
        }
        Claim claim = shelf.claim(wanted, patience);
        try {
            if (!claim.missing().isEmpty()) fetch(slug, commit, tables, claim);
            Map<String, List<PinnedFile>> files = arrived(tables, claim, patience);
            return new PinnedTables(commit, files, () -> shelf.release(claim.copies()));
        } catch (Superseded | RuntimeException e) {
            shelf.release(claim.copies());
            throw e;
        }
    }

    private static List<FileIdentity> identities(Slug slug, List<TableState> tables) {
        List<FileIdentity> wanted = new ArrayList<>();
        for (TableState table : tables) {
            for (DataFile file : table.files()) {
                if (!Shelf.isName(file.identity().uuid())) {
                    throw new TableDamaged(Layout.table(slug, table.table()) + file.path());
                }
                wanted.add(file.identity());
            }
        }
        return wanted;
    }

    private void fetch(Slug slug, Commit commit, List<TableState> tables, Claim claim) throws Superseded {
        try {
            Map<String, PublishedFile> places = places(slug, commit, tables);
            int i = 0;
            Map<Copy, PublishedFile> started = new LinkedHashMap<>();
            for (TableState table : tables) {
                for (DataFile file : table.files()) {
                    Copy copy = claim.copies().get(i++);
                    PublishedFile place = places.get(file.identity().uuid());
                    if (place == null) throw new IllegalStateException(file.path() + " has no place");
                    if (claim.missing().contains(copy)) started.put(copy, place);
                }
            }
            started.forEach((copy, place) -> threads.execute(() -> download(copy, place)));
        } catch (Superseded | RuntimeException e) {
            claim.missing().forEach(copy -> shelf.fail(copy, e));
            throw e;
        }
    }

    /** Where the files lie, after the commit was finished and damage mended. */
    private Map<String, PublishedFile> places(Slug slug, Commit commit, List<TableState> tables) throws Superseded {
        Snapshot snapshot = published
                .read(slug, tables.stream().map(TableState::table).toList())
                .filter(read -> read.commit().number() == commit.number()
                        && read.commit().job().equals(commit.job()))
                .orElseThrow(() -> new Superseded(Layout.pipeline(slug)));
        Map<String, PublishedFile> places = new HashMap<>();
        snapshot.tables()
                .values()
                .forEach(files ->
                        files.forEach(file -> places.put(file.file().identity().uuid(), file)));
        return places;
    }

    private void download(Copy copy, PublishedFile place) {
        Path target = shelf.file(copy);
        Path part = target.resolveSibling(target.getFileName() + "." + parts.incrementAndGet() + ".part");
        try {
            downloads.acquire();
            try {
                published.fetch(place, part, () -> check(copy));
                try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                shelf.arrived(copy);
            } finally {
                downloads.release();
                Files.deleteIfExists(part);
            }
        } catch (Superseded | CancellationException | InterruptedException e) {
            shelf.fail(copy, e);
        } catch (DownloadBroken e) {
            shelf.fail(copy, new CopiesFailed.Broken(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            shelf.fail(copy, new CopiesFailed.DiskFailed(slot.folder(), String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            shelf.fail(copy, e);
        }
    }

    private void check(Copy copy) {
        if (closed) throw new CancellationException("the service ends");
        shelf.checkWanted(copy);
    }

    private Map<String, List<PinnedFile>> arrived(List<TableState> tables, Claim claim, Patience patience)
            throws Superseded {
        Map<String, List<PinnedFile>> arrived = new LinkedHashMap<>();
        int i = 0;
        for (TableState table : tables) {
            List<PinnedFile> files = new ArrayList<>();
            for (DataFile file : table.files()) {
                files.add(new PinnedFile(file, await(claim.copies().get(i++).arrival(), claim, patience)));
            }
            arrived.put(table.table(), List.copyOf(files));
        }
        return arrived;
    }

    private Path await(CompletableFuture<Path> arrival, Claim claim, Patience patience) throws Superseded {
        while (true) {
            try {
                return arrival.get(patience.nextLook().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                patience.check(() -> {
                    shelf.wantAnyway(claim.copies());
                    return new CopiesFailed.OnTheirWay();
                });
            } catch (CancellationException e) {
                throw new CopiesFailed.Stopped();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CopiesFailed.Stopped();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Superseded gone -> throw gone;
                    case RuntimeException failed -> throw failed;
                    case Error failed -> throw failed;
                    case null, default -> throw new CopiesFailed.Stopped();
                }
            }
        }
    }

    /** Forgets a copy that is no longer what was fetched; whoever asks for its table next has it fetched anew. */
    public void distrust(Path local) {
        shelf.distrust(local);
    }

    /** A name for a file of a moment beside the copies, which its maker removes; what is left is swept at the next start. */
    public Path scratch() {
        return slot.folder().resolve("scratch." + parts.incrementAndGet() + ".part");
    }

    /** Bytes that copies take, those on their way included. */
    public long bytes() {
        return shelf.held();
    }

    /** Breaks off what is on its way; copies stay on the disk for the next start. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        threads.close();
        slot.close();
    }
}
