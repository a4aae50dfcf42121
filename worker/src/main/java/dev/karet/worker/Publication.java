package dev.karet.worker;

import dev.karet.engine.BuildResult;
import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.TablePlan;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.CommitRecord.Fence;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.EmptiedFile;
import dev.karet.model.commit.TableState;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.JobId;
import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import dev.karet.table.Commits;
import dev.karet.table.Commits.History;
import dev.karet.table.PublishedTables.Examination;
import dev.karet.table.Publisher;
import dev.karet.table.Sweep;
import dev.karet.worker.NextCommit.Draft;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a commit out of what a run built, and cleans up behind it. Thread-safe. */
final class Publication {

    private static final Logger log = LoggerFactory.getLogger(Publication.class);

    private final Commits commits;
    private final Publisher publisher;
    private final Sweep sweep;
    private final Clock clock;

    Publication(ObjectStore store, int parallel, Sweep.Keep keep, Clock clock) {
        this.commits = new Commits(store);
        this.publisher = new Publisher(store, parallel);
        this.sweep = new Sweep(store, keep);
        this.clock = clock;
    }

    /** What the run says while it publishes. */
    interface Gate {

        /** Asked right before the commit; throws when the run must not publish. */
        void pass();

        /** So many files are about to be published. */
        void publishing(int files);

        /** One of them is. */
        void published();
    }

    /**
     * What is published after a run.
     *
     * @param tables by id
     * @param filesPublished data files that this run brought
     */
    record Published(Map<String, TableState> tables, int filesPublished) {}

    /** Takes the next number away from a run whose lease lapsed, so that it cannot commit any more. */
    void fence(Slug slug, JobId job) {
        while (true) {
            History history = commits.read(slug);
            long newest = history.newest().map(Commit::number).orElse(0L);
            if (commits.create(slug, new Fence(history.last() + 1, job.value(), clock.instant(), newest))) return;
        }
    }

    Published publish(
            RunOrder order,
            PipelineConfig config,
            Examination before,
            List<PlannedTable> planned,
            BuildResult built,
            List<Optional<String>> rejects,
            Gate gate) {
        Slug slug = order.slug();
        long number = before.last() + 1;
        List<Draft> drafts = drafts(slug, planned, built, rejects);
        if (!order.publishAnyway()) {
            config.guards().ifPresent(guards -> GuardCheck.check(slug, guards, drafts));
        }
        Map<String, TableState> states = new LinkedHashMap<>();
        int files = drafts.stream().mapToInt(draft -> draft.files().size()).sum();
        gate.publishing(files);
        Map<String, TableState> renewed = new HashMap<>();
        for (Draft draft : drafts) {
            List<DataFile> stored = publisher.stage(slug, order.job(), number, draft.files(), gate::published);
            renewed.put(draft.table().table(), draft.state(stored));
        }
        for (PlannedTable table : planned) {
            TableState state = renewed.get(table.table());
            if (state != null) states.put(table.table(), state);
            else table.earlier().ifPresent(kept -> states.put(table.table(), kept));
        }
        // A table that left the configuration goes when all the others are as it wants them.
        boolean failed = built.tables().stream().anyMatch(BuiltTable.Failed.class::isInstance);
        if (failed) {
            before.newest()
                    .map(Commit::tables)
                    .orElse(List.of())
                    .forEach(table -> states.putIfAbsent(table.table(), table));
        }
        Set<String> spared = spared(config, states);
        List<EmptiedFile> emptied = emptied(slug, before, states);
        List<ObjectInfo> obsolete = obsolete(slug, before, states, spared, emptied);
        boolean dropped = before.newest().stream()
                .flatMap(commit -> commit.tables().stream())
                .anyMatch(table -> !states.containsKey(table.table()));
        Optional<Commit> newest = before.newest();
        List<EmptiedFile> twins = publisher.stageEmptied(slug, order.job(), number, obsolete);
        boolean changed = !drafts.isEmpty() || !twins.isEmpty() || dropped;
        if (changed) {
            emptied.addAll(twins);
            Commit commit = new Commit(
                    number,
                    order.job().value(),
                    clock.instant(),
                    Fingerprint.of(config),
                    List.copyOf(states.values()),
                    emptied);
            gate.pass();
            if (!publisher.commit(slug, commit)) throw RunRefused.leaseLost(slug);
            boolean finished = finish(slug, commit);
            newest = finished ? Optional.of(commit) : Optional.empty();
        }
        if (changed || before.damaged().isEmpty()) {
            newest.ifPresent(commit -> sweep(slug, order.job(), commit, spared));
        }
        return new Published(states, files);
    }

    private static List<Draft> drafts(
            Slug slug, List<PlannedTable> planned, BuildResult built, List<Optional<String>> rejects) {
        Map<String, BuiltTable.Ready> ready = built.tables().stream()
                .filter(BuiltTable.Ready.class::isInstance)
                .map(BuiltTable.Ready.class::cast)
                .collect(Collectors.toMap(BuiltTable.Ready::tableId, table -> table));
        NextCommit next = new NextCommit(slug, built, rejects);
        List<Draft> drafts = new ArrayList<>();
        for (PlannedTable table : planned) {
            BuiltTable.Ready of = ready.get(table.table());
            if (of != null && !(table.plan() instanceof TablePlan.Keep)) drafts.add(next.draft(table, of));
        }
        return drafts;
    }

    /** Tables that were never published: whatever lies in their folders is the old data that a table keeps when it fails. */
    private static Set<String> spared(PipelineConfig config, Map<String, TableState> states) {
        return config.analyticTables().stream()
                .map(AnalyticTable::id)
                .filter(id -> !states.containsKey(id))
                .collect(Collectors.toSet());
    }

    /** Files that an earlier commit emptied and that are still there, waiting for the sweep. */
    private static List<EmptiedFile> emptied(Slug slug, Examination before, Map<String, TableState> states) {
        Map<String, ObjectInfo> objects = new HashMap<>();
        before.objects().forEach(object -> objects.put(object.key(), object));
        Set<String> named = named(slug, states);
        List<EmptiedFile> still = new ArrayList<>();
        before.newest().map(Commit::emptied).orElse(List.of()).forEach(file -> {
            String key = Layout.pipeline(slug) + file.file();
            ObjectInfo object = objects.get(key);
            if (object != null
                    && !named.contains(key)
                    && object.size() == file.identity().size()) still.add(file);
        });
        return still;
    }

    private static List<ObjectInfo> obsolete(
            Slug slug,
            Examination before,
            Map<String, TableState> states,
            Set<String> spared,
            List<EmptiedFile> emptied) {
        Set<String> known = named(slug, states);
        emptied.forEach(file -> known.add(Layout.pipeline(slug) + file.file()));
        List<String> folders =
                spared.stream().map(table -> Layout.table(slug, table)).toList();
        return before.objects().stream()
                .filter(object -> !known.contains(object.key()))
                .filter(object -> folders.stream().noneMatch(object.key()::startsWith))
                .toList();
    }

    private static Set<String> named(Slug slug, Map<String, TableState> states) {
        Set<String> named = new HashSet<>();
        states.forEach((table, state) ->
                state.files().forEach(file -> named.add(Layout.table(slug, table) + file.path())));
        return named;
    }

    private boolean finish(Slug slug, Commit commit) {
        try {
            return publisher.finish(slug, commit);
        } catch (StoreException e) {
            throw e.saying("Commit %d is published, but the store failed before all of its files were in their places. "
                            .formatted(commit.number())
                    + "The next run or reader completes it; nothing is lost. "
                    + e.getMessage());
        }
    }

    /** A store that fails here fails nothing but the cleaning. */
    private void sweep(Slug slug, JobId job, Commit newest, Set<String> spared) {
        try {
            int gone = sweep.sweep(slug, job, newest, spared, clock.instant());
            if (gone > 0) log.atInfo().addKeyValue("objects", gone).log("swept");
        } catch (StoreException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("nothing could be swept");
        }
    }
}
