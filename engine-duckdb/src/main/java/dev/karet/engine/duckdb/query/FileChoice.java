package dev.karet.engine.duckdb.query;

import dev.karet.engine.query.RowFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that may have rows which filters let through, as far as their paths tell. Immutable. */
record FileChoice(TableSql table, List<RowFilter> filters) {

    /** Their places, in order. */
    List<Integer> files(Session session) throws IOException {
        List<RowFilter> onPaths = filters.stream()
                .filter(filter -> table.column(filter.column()).inPath())
                .toList();
        if (onPaths.isEmpty()) return table.allFiles();
        Sentence sentence = Sentence.of("SELECT " + TableSql.FILE + " FROM " + table.paths() + " WHERE ")
                .add(FilterSql.all(table, onPaths))
                .add(" ORDER BY 1");
        return session.query(sentence, found -> {
            List<Integer> files = new ArrayList<>();
            while (found.next()) files.add(found.getInt(1));
            return files;
        });
    }
}
