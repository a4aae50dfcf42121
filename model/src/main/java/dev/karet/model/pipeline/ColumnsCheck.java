package dev.karet.model.pipeline;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Checks that the names of a list of columns are there and differ. */
final class ColumnsCheck {

    private ColumnsCheck() {}

    /** Names that a file's header must hold: letter case tells them apart. */
    static void headers(List<String> names, JsonPointer list, Problems problems) {
        check(names, list, UnaryOperator.identity(), "", problems);
    }

    /** Names that a table's readers must tell apart: SQL engines take names that differ in letter case only for one. */
    static void sqlNames(List<String> names, JsonPointer list, Problems problems) {
        check(names, list, name -> name.toLowerCase(Locale.ROOT), " (letter case does not tell them apart)", problems);
    }

    private static void check(
            List<String> names, JsonPointer list, UnaryOperator<String> key, String remark, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            JsonPointer at = list.element(i).field("name");
            if (name.isEmpty()) {
                problems.add("bad_column_name", at, "The column's name is empty.", "Give it a name.");
            } else if (!seen.add(key.apply(name))) {
                problems.add(
                        "duplicate_column",
                        at,
                        "The column " + Quoted.text(name) + " stands twice" + remark + ".",
                        "Rename or remove one of the two.");
            }
        }
    }
}
