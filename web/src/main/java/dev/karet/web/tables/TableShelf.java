package dev.karet.web.tables;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import dev.karet.model.NearestName;
import dev.karet.model.commit.CommitRecord.Commit;
import dev.karet.model.commit.DataFile;
import dev.karet.model.commit.TableState;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.table.LocalCopies;
import dev.karet.table.NewestCommits;
import dev.karet.table.Patience;
import dev.karet.table.PinnedTables;
import dev.karet.table.PinnedTables.PinnedFile;
import dev.karet.table.PublishedTables;
import dev.karet.table.PublishedTables.Examination;
import dev.karet.table.PublishedTables.PublishedFile;
import dev.karet.table.PublishedTables.Superseded;
import dev.karet.web.tables.TableList.Listed;
import dev.karet.web.tables.TableList.State;
import dev.karet.web.tables.TableTrouble.NoPipeline;
import dev.karet.web.tables.TableTrouble.NoTable;
import dev.karet.web.tables.TableTrouble.NotPublished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Finds tables: in the configuration, in what is published, and on the local disk. Thread-safe. */
public final class TableShelf {

    private static final int MOST_SCHEMAS = 10_000;
    private static final int MOST_EXAMINATIONS = 200;

    /** Looking after every file of a pipeline takes a second where there are thousands, and lists are asked for often. */
    private static final Duration EXAMINATION = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final LocalCopies copies;
    private final Duration patience;
    private final NewestCommits newest;
    private final PublishedTables published;
    private final Cache<String, List<ColumnSchema>> columns =
            Caffeine.newBuilder().maximumSize(MOST_SCHEMAS).build();
    private final Cache<Examined, Set<String>> damaged = Caffeine.newBuilder()
            .maximumSize(MOST_EXAMINATIONS)
            .expireAfterWrite(EXAMINATION)
            .build();

    private record Examined(Slug slug, SnapshotId snapshot) {}

    /** @param patience how long to wait for files to come from the store */
    public TableShelf(ObjectStore store, LocalCopies copies, Duration patience) {
        this.store = store;
        this.copies = copies;
        this.patience = patience;
        this.newest = new NewestCommits(store);
        this.published = new PublishedTables(store);
    }

    /**
     * Several tables of one commit, for a statement over all of them.
     *
     * @param files the tables that are published, in the order of the configuration
     */
    public record OpenTables(PinnedTables pins, SnapshotId snapshot, List<TableFiles> files) implements AutoCloseable {
        @Override
        public void close() {
            pins.close();
        }
    }

    /**
     * Every published table of a pipeline that {@code wanted} lets through, with its files here.
     *
     * @return empty when nothing was ever published
     * @throws NoPipeline when there is none
     * @throws dev.karet.table.CopiesFailed when the files cannot be had
     */
    public Optional<OpenTables> open(Slug slug, Predicate<String> wanted, BooleanSupplier stopWanted) {
        Optional<PipelineConfig> config = config(slug);
        Optional<Commit> commit = newest.read(slug);
        if (commit.isEmpty()) return Optional.empty();
        List<String> ids = ids(config, commit).stream().filter(wanted).toList();
        return copies.open(slug, ids, Patience.of(patience, stopWanted)).map(pins -> {
            try {
                List<TableFiles> files = ids.stream()
                        .filter(id -> pins.table(id).isPresent())
                        .map(id -> files(id, pins, columns(configured(config, id), pins, id)))
                        .toList();
                return new OpenTables(pins, SnapshotId.of(pins.commit()), files);
            } catch (RuntimeException e) {
                pins.close();
                throw e;
            }
        });
    }

    /**
     * The ids of all tables, configured or published.
     *
     * @return empty when there is no such pipeline
     */
    public Optional<List<String>> ids(Slug slug) {
        try {
            return Optional.of(ids(config(slug), newest.read(slug)));
        } catch (NoPipeline none) {
            return Optional.empty();
        }
    }

    /**
     * Why a table that is not published cannot be shown.
     *
     * @throws NoPipeline when there is no such pipeline
     */
    public TableTrouble missing(Slug slug, String table) {
        return missing(config(slug), newest.read(slug), table);
    }

    /** A table as the configuration has it, with no files. */
    public TableFiles unpublished(Slug slug, String table) {
        List<ColumnSchema> columns =
                configured(config(slug), table).map(AnalyticTable::schema).orElse(List.of());
        return new TableFiles(table, columns, List.of(), List.of());
    }

    /**
     * One table.
     *
     * @throws TableTrouble when there is no such table, or none yet
     */
    OpenTable open(Slug slug, String table, BooleanSupplier stopWanted) {
        Optional<PipelineConfig> config = config(slug);
        Optional<AnalyticTable> configured = configured(config, table);
        PinnedTables pins = copies.open(slug, List.of(table), Patience.of(patience, stopWanted))
                .orElseThrow(() -> missing(config, Optional.empty(), table));
        try {
            if (pins.table(table).isEmpty()) throw missing(config, Optional.of(pins.commit()), table);
            TableColumns known = columns(configured, pins, table);
            KeptAnswers.Place place = new KeptAnswers.Place(slug, SnapshotId.of(pins.commit()), table, known);
            return new OpenTable(pins, place, files(table, pins, known));
        } catch (RuntimeException e) {
            pins.close();
            throw e;
        }
    }

    private static TableTrouble missing(Optional<PipelineConfig> config, Optional<Commit> commit, String table) {
        return configured(config, table).isPresent()
                ? new NotPublished(table)
                : new NoTable(table, NearestName.hint(table, ids(config, commit)));
    }

    /** Every table, configured or published. */
    TableList list(Slug slug) {
        Optional<PipelineConfig> config = config(slug);
        Optional<Commit> commit = newest.read(slug);
        Set<String> broken = commit.map(found -> damaged(slug, found)).orElse(Set.of());
        List<Listed> tables = ids(config, commit).stream()
                .map(id -> listed(slug, id, configured(config, id), commit.flatMap(found -> found.table(id)), broken))
                .toList();
        return new TableList(commit.map(SnapshotId::of), tables);
    }

    private Listed listed(
            Slug slug, String id, Optional<AnalyticTable> configured, Optional<TableState> state, Set<String> broken) {
        List<ColumnSchema> wanted = configured.map(AnalyticTable::schema).orElse(List.of());
        Set<String> keys =
                new HashSet<>(configured.map(AnalyticTable::partitionKeys).orElse(List.of()));
        TableColumns columns = state.map(found -> columns(slug, configured, found, broken))
                .orElseGet(() -> new TableColumns(List.of(), List.of(), wanted));
        return new Listed(
                id,
                configured.map(AnalyticTable::name).orElse(id),
                configured.isPresent(),
                TableList.columns(columns, wanted, keys),
                state.map(found -> state(slug, found, broken)).orElseGet(State.Unpublished::new));
    }

    private static State state(Slug slug, TableState table, Set<String> broken) {
        Optional<String> first = table.files().stream()
                .map(file -> Layout.table(slug, table.table()) + file.path())
                .filter(broken::contains)
                .findFirst();
        if (first.isPresent()) {
            return new State.Damaged(
                    "The data file %s is missing or is not the one that was published. Run the pipeline again: it rebuilds the table."
                            .formatted(first.get()));
        }
        return new State.Published(
                table.rows(),
                table.files().stream().mapToLong(file -> file.identity().size()).sum(),
                table.files().size());
    }

    private Set<String> damaged(Slug slug, Commit commit) {
        Examined asked = new Examined(slug, SnapshotId.of(commit));
        Set<String> known = damaged.getIfPresent(asked);
        if (known != null) return known;
        Examination found = published.examine(slug);
        Set<String> keys = Set.copyOf(found.damaged());
        found.newest().ifPresent(newer -> damaged.put(new Examined(slug, SnapshotId.of(newer)), keys));
        return keys;
    }

    /** Of a table whose files are not here; what cannot be read in the store is taken from the configuration. */
    private TableColumns columns(Slug slug, Optional<AnalyticTable> configured, TableState table, Set<String> broken) {
        List<String> paths = table.files().stream().map(DataFile::path).toList();
        if (paths.isEmpty()) return TableColumns.of(configured, List.of(), paths);
        String folder = Layout.table(slug, table.table());
        for (DataFile file : table.files()) {
            if (broken.contains(folder + file.path())) continue;
            try {
                return TableColumns.of(configured, columns(new PublishedFile(folder + file.path(), "", file)), paths);
            } catch (Superseded e) {
                break;
            }
        }
        return TableColumns.of(configured, List.of(), List.of());
    }

    private List<ColumnSchema> columns(PublishedFile file) throws Superseded {
        String uuid = file.file().identity().uuid();
        List<ColumnSchema> known = columns.getIfPresent(uuid);
        if (known != null) return known;
        List<ColumnSchema> read = published.columns(file);
        columns.put(uuid, read);
        return read;
    }

    private TableColumns columns(Optional<AnalyticTable> configured, PinnedTables pins, String table) {
        List<PinnedFile> files = pins.table(table).orElse(List.of());
        List<String> paths = files.stream().map(file -> file.file().path()).toList();
        if (files.isEmpty()) return TableColumns.of(configured, List.of(), paths);
        PinnedFile first = files.getFirst();
        List<ColumnSchema> inFile = columns.get(first.file().identity().uuid(), uuid -> first.columns());
        return TableColumns.of(configured, inFile, paths);
    }

    private static TableFiles files(String table, PinnedTables pins, TableColumns columns) {
        List<LocalFile> files = pins.table(table).orElse(List.of()).stream()
                .map(file -> new LocalFile(
                        file.file().path(), file.local(), file.file().rows()))
                .toList();
        return new TableFiles(table, columns.published(), columns.inPath(), files);
    }

    private static List<String> ids(Optional<PipelineConfig> config, Optional<Commit> commit) {
        Set<String> ids = new LinkedHashSet<>();
        config.ifPresent(found -> found.analyticTables().forEach(table -> ids.add(table.id())));
        commit.ifPresent(found -> found.tables().forEach(table -> ids.add(table.table())));
        return new ArrayList<>(ids);
    }

    private static Optional<AnalyticTable> configured(Optional<PipelineConfig> config, String id) {
        return config.flatMap(found -> found.analyticTables().stream()
                .filter(table -> table.id().equals(id))
                .findFirst());
    }

    /** Empty when it has faults: what is published can be read all the same. */
    private Optional<PipelineConfig> config(Slug slug) {
        byte[] document = store.get(Layout.pipelineConfig(slug))
                .orElseThrow(() -> new NoPipeline(slug.value()))
                .body();
        return switch (PipelineJson.read(document)) {
            case ReadResult.Read<PipelineConfig>(var config) -> Optional.of(config);
            case ReadResult.Faulty<PipelineConfig> _ -> Optional.empty();
        };
    }
}
