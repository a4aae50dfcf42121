package dev.karet.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The intermediate columns of a query, each computed once, in nested subqueries: a column of one layer names only columns of the
 * layers inside it. Equal expressions share a column. Not thread-safe.
 */
final class Layers {

    private final List<List<String>> layers = new ArrayList<>();
    private final Map<String, Fragment> columns = new HashMap<>();

    /** {@code fragment} itself when it is short already, else a column that holds it. */
    Fragment cell(Fragment fragment) {
        if (fragment.isCell()) return fragment;
        Fragment known = columns.get(fragment.sql());
        if (known != null) return known;
        int layer = fragment.layer() + 1;
        var column = new Fragment("t" + columns.size(), layer, true);
        while (layers.size() < layer) layers.add(new ArrayList<>());
        layers.get(layer - 1).add(fragment.sql() + " AS " + column.sql());
        columns.put(fragment.sql(), column);
        return column;
    }

    /** A relation of {@code input}'s columns and all of these. */
    String over(String input) {
        var sql = new StringBuilder();
        for (int i = layers.size() - 1; i >= 0; i--) {
            sql.append("(SELECT *, ").append(String.join(", ", layers.get(i))).append(" FROM ");
        }
        return sql.append(input).append(")".repeat(layers.size())).toString();
    }
}
