package dev.karet.engine.duckdb;

import dev.karet.engine.BuildResult.BuiltTable;
import dev.karet.engine.BuildResult.FileOutcome;
import dev.karet.engine.BuildResult.StagedFile;
import dev.karet.engine.EarlierPartition;
import dev.karet.engine.EarlierSlice;
import dev.karet.engine.MappingFiles;
import dev.karet.engine.RunWatch;
import dev.karet.engine.SourceFile;
import dev.karet.engine.TablePlan;
import dev.karet.engine.duckdb.BuildFixture.Built;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables of a fixture as a worker publishes them: it plans an update from what it knows, and takes over what was built. */
final class Published {

    private final BuildFixture fixture;
    private final Map<String, Map<String, StagedFile>> tables = new HashMap<>();
    private final Map<String, SourceFile> known = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final List<String> fetched = new ArrayList<>();

    Published(BuildFixture fixture) {
        this.fixture = fixture;
    }

    /** Updates every table; what was built is then published. */
    Built update() {
        var plans = new ArrayList<TablePlan>();
        for (String table : fixture.tableIds()) plans.add(plan(table));
        fetched.clear();
        var sources = fixture.new Sources() {
            @Override
            public InputStream openEarlier(String tableId, EarlierPartition partition) throws IOException {
                synchronized (fetched) {
                    fetched.add(partition.relativePath());
                }
                return Files.newInputStream(
                        tables.get(tableId).get(partition.relativePath()).path());
            }
        };
        Built built = fixture.build(plans, sources, RunWatch.NONE);
        for (BuiltTable table : built.result().tables()) publish(table);
        for (String table : fixture.tableIds()) {
            known.keySet().removeIf(id -> id.startsWith(table + " "));
            for (MappingFiles mapping : fixture.filesOf(table)) {
                for (SourceFile file : mapping.files()) known.put(id(table, mapping.mappingId(), file.key()), file);
            }
        }
        for (FileOutcome file : built.result().files()) {
            String id = file.mappingId() + " " + file.key();
            if (file.error().isPresent()) failed.add(id);
            else failed.remove(id);
        }
        return built;
    }

    /** The data files that the last update asked for. */
    List<String> fetched() {
        return fetched;
    }

    /** The published files of a table by path. */
    Map<String, StagedFile> files(String table) {
        return tables.getOrDefault(table, Map.of());
    }

    TablePlan.Update plan(String table) {
        var changed = new ArrayList<MappingFiles>();
        var unchanged = new HashSet<String>();
        var fed = new HashSet<String>();
        for (MappingFiles mapping : fixture.filesOf(table)) {
            var toRead = new ArrayList<SourceFile>();
            for (SourceFile file : mapping.files()) {
                String id = id(table, mapping.mappingId(), file.key());
                if (!file.equals(known.get(id))) {
                    toRead.add(file);
                    continue;
                }
                unchanged.add(id);
                if (!failed.contains(mapping.mappingId() + " " + file.key())) fed.add(mapping.mappingId());
            }
            changed.add(new MappingFiles(mapping.mappingId(), toRead));
        }
        List<EarlierPartition> earlier = files(table).values().stream()
                .map(file -> new EarlierPartition(
                        file.relativePath(),
                        file.bytes(),
                        file.rows(),
                        file.slices().stream()
                                .map(slice -> new EarlierSlice(
                                        slice.mappingId(),
                                        slice.key(),
                                        slice.rows(),
                                        unchanged.contains(id(table, slice.mappingId(), slice.key()))))
                                .toList()))
                .toList();
        return new TablePlan.Update(table, changed, earlier, fed);
    }

    private void publish(BuiltTable built) {
        if (!(built instanceof BuiltTable.Ready ready)) throw new AssertionError(built.toString());
        var files = tables.computeIfAbsent(ready.tableId(), _ -> new TreeMap<>());
        for (String path : ready.emptied()) {
            if (files.remove(path) == null) throw new AssertionError(path + " was not there");
        }
        for (StagedFile file : ready.files()) files.put(file.relativePath(), file);
    }

    private static String id(String table, String mapping, String key) {
        return table + " " + mapping + " " + key;
    }
}
