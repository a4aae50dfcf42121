package dev.karet.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of a query under their numbers. Not thread-safe. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    /** A step of a {@code CASE}: where {@code condition} holds, {@code result} is the number of the row's fault, or null when it has none. */
    record Clause(String condition, String result, int layer) {}

    /** The clause that finds a fault where {@code condition} holds, over columns no deeper than {@code layer}. */
    Clause clause(String condition, int layer, Fault fault) {
        faults.add(fault);
        return new Clause(condition, Integer.toString(faults.size() - 1), layer);
    }

    /** The number of the first clause that holds; null when none does. */
    static Fragment first(List<Clause> clauses) {
        if (clauses.isEmpty()) return Fragment.literal("CAST(NULL AS INTEGER)");
        var sql = new StringBuilder("CASE");
        int layer = 0;
        for (Clause clause : clauses) {
            sql.append(" WHEN ").append(clause.condition()).append(" THEN ").append(clause.result());
            layer = Math.max(layer, clause.layer());
        }
        return new Fragment(sql.append(" END").toString(), layer, false);
    }

    Fault get(int number) {
        return faults.get(number);
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The offending value's text for the fault whose number is in column {@code fault}. */
    String valueOf(String fault, String nullText) {
        var sql = new StringBuilder("CASE ").append(fault);
        boolean any = false;
        for (int i = 0; i < faults.size(); i++) {
            Optional<String> value = faults.get(i).valueSql();
            if (value.isEmpty()) continue;
            sql.append(" WHEN ").append(i).append(" THEN ").append(value.get());
            any = true;
        }
        return any ? sql.append(" END").toString() : nullText;
    }
}
