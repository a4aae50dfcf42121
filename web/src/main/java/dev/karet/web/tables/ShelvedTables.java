package dev.karet.web.tables;

import dev.karet.engine.query.SqlCancel;
import dev.karet.engine.query.TableFiles;
import dev.karet.store.Slug;
import dev.karet.table.LocalCopies;
import dev.karet.web.sql.StatementTables;
import dev.karet.web.tables.TableShelf.OpenTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives statements of users the same local copies that other questions read. Thread-safe. */
public final class ShelvedTables implements StatementTables {

    private final TableShelf shelf;
    private final LocalCopies copies;

    public ShelvedTables(TableShelf shelf, LocalCopies copies) {
        this.shelf = shelf;
        this.copies = copies;
    }

    @Override
    public Optional<List<String>> names(Slug slug) {
        return shelf.ids(slug);
    }

    @Override
    public Opened open(Slug slug, List<String> names, SqlCancel cancel) {
        Optional<OpenTables> open =
                names.isEmpty() ? Optional.empty() : shelf.open(slug, Set.copyOf(names)::contains, cancel::isWanted);
        Map<String, TableFiles> published = open.map(OpenTables::files).orElse(List.of()).stream()
                .collect(Collectors.toMap(TableFiles::name, Function.identity()));
        List<TableFiles> tables = names.stream()
                .map(name -> Optional.ofNullable(published.get(name)).orElseGet(() -> shelf.unpublished(slug, name)))
                .toList();
        return new Shelved(tables, open);
    }

    private final class Shelved implements Opened {

        private final List<TableFiles> tables;
        private final Optional<OpenTables> open;

        private Shelved(List<TableFiles> tables, Optional<OpenTables> open) {
            this.tables = tables;
            this.open = open;
        }

        @Override
        public List<TableFiles> tables() {
            return tables;
        }

        @Override
        public Optional<Long> snapshot() {
            return open.map(opened -> opened.snapshot().commit());
        }

        @Override
        public void distrust(TableFiles table) {
            table.files().forEach(file -> copies.distrust(file.file()));
        }

        @Override
        public void close() {
            open.ifPresent(OpenTables::close);
        }
    }
}
