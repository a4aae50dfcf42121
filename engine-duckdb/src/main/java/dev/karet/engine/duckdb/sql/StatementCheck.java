package dev.karet.engine.duckdb.sql;

import dev.karet.model.NearestName;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.JsonTree.Arr;
import dev.karet.model.json.JsonTree.Obj;
import dev.karet.model.json.JsonTree.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a statement as DuckDB's own parser understood it, and refuses whatever is not known to be harmless: what kinds of nodes there may be, which
 * tables and which functions, is listed, and the rest is refused. For one statement.
 */
final class StatementCheck {

    private static final Set<String> NODES = Set.of(
            "SELECT_NODE",
            "SET_OPERATION_NODE",
            "RECURSIVE_CTE_NODE",
            "CTE_NODE",
            "JOIN",
            "SUBQUERY",
            "EXPRESSION_LIST",
            "EMPTY",
            "EMPTY_FROM",
            "PIVOT",
            "ORDER_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "DISTINCT_MODIFIER",
            "ORDER_DEFAULT",
            "ASCENDING",
            "DESCENDING",
            "INVALID");

    private static final Set<String> EXPRESSIONS = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "LAMBDA_REF",
            "OPERATOR",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE",
            "WINDOW");

    /** Where DuckDB keeps what comes with it; no other schema has functions that may be called. */
    private static final Set<String> OWN_SCHEMAS = Set.of("", "main");

    private static final Set<String> OWN_CATALOGS = Set.of("", "system");

    private final AllowedFunctions functions;
    private final List<String> tables;
    private final Set<String> needed = new LinkedHashSet<>();

    private StatementCheck(AllowedFunctions functions, List<String> tables) {
        this.functions = functions;
        this.tables = tables;
    }

    /**
     * Checks the one statement of a serialization.
     *
     * @param serialized what {@code json_serialize_sql} gave
     * @param tables those that there are
     * @return the tables that it reads, as {@code tables} spells them
     * @throws SqlRefused when it is not one harmless SELECT
     */
    static List<String> tablesOf(JsonTree serialized, List<String> tables, AllowedFunctions functions)
            throws SqlRefused {
        if (!(serialized instanceof Obj(var fields))) throw unknown("something", OptionalInt.empty());
        if (!(fields.get("error") instanceof JsonTree.Bool(var failed)) || failed) throw notSerialized(fields);
        if (!(fields.get("statements") instanceof Arr(var statements))) {
            throw unknown("something", OptionalInt.empty());
        }
        if (statements.isEmpty()) {
            throw refused("empty_statement", "There is no statement.", "Write a SELECT.");
        }
        if (statements.size() > 1) {
            throw refused(
                    "several_statements",
                    "These are %d statements, and one at a time is run.".formatted(statements.size()),
                    "Remove the semicolon between them, or run them one after the other.");
        }
        StatementCheck check = new StatementCheck(functions, tables);
        check.walk(statements.getFirst(), Set.of());
        check.refuseTwins();
        return List.copyOf(check.needed);
    }

    private static SqlRefused notSerialized(Map<String, JsonTree> fields) {
        String message = text(fields.get("error_message"));
        if (text(fields.get("error_type")).equals("not implemented")) {
            return refused(
                    "not_a_select",
                    "Only a SELECT is run here.",
                    "Begin with SELECT, WITH, FROM or VALUES. PIVOT goes into a FROM: SELECT * FROM (PIVOT … ON … IN (…) USING …).");
        }
        return DuckDbFault.syntax(message, text(fields.get("position")));
    }

    private void walk(JsonTree value, Set<String> visible) throws SqlRefused {
        switch (value) {
            case Obj object -> object(object, visible);
            case Arr(var elements) -> {
                for (JsonTree element : elements) walk(element, visible);
            }
            case Text _, JsonTree.Num _, JsonTree.Bool _, JsonTree.Null _ -> {}
        }
    }

    private void object(Obj object, Set<String> visible) throws SqlRefused {
        Map<String, JsonTree> fields = object.fields();
        String type = text(fields.get("type"));
        if (fields.containsKey("class")) {
            expression(fields, type, visible);
        } else if (type.equals("BASE_TABLE")) {
            table(fields, visible);
        } else if (type.equals("TABLE_FUNCTION")) {
            tableFunction(fields, visible);
        } else if (!type.isEmpty() && !NODES.contains(type)) {
            throw unknown(spoken(type), place(fields));
        } else if (fields.get("cte_map") instanceof Obj named) {
            query(fields, type, named, visible);
        } else {
            children(fields, visible, Set.of());
        }
    }

    private void children(Map<String, JsonTree> fields, Set<String> visible, Set<String> except) throws SqlRefused {
        for (Map.Entry<String, JsonTree> field : fields.entrySet()) {
            if (!except.contains(field.getKey())) walk(field.getValue(), visible);
        }
    }

    /** A name that WITH gives is known to the ones after it and to the query, not before; there it could be something of DuckDB's own. */
    private void query(Map<String, JsonTree> fields, String type, Obj named, Set<String> visible) throws SqlRefused {
        Set<String> names = visible;
        if (named.fields().get("map") instanceof Arr(var entries)) {
            for (JsonTree entry : entries) {
                if (!(entry instanceof Obj(var pair))) throw unknown("WITH", OptionalInt.empty());
                walk(pair.getOrDefault("value", new JsonTree.Null()), names);
                names = with(names, text(pair.get("key")));
            }
        }
        if (type.equals("RECURSIVE_CTE_NODE")) {
            walk(fields.getOrDefault("left", new JsonTree.Null()), names);
            names = with(names, text(fields.get("cte_name")));
            children(fields, names, Set.of("cte_map", "left"));
        } else if (type.equals("CTE_NODE")) {
            walk(fields.getOrDefault("query", new JsonTree.Null()), names);
            names = with(names, text(fields.get("cte_name")));
            children(fields, names, Set.of("cte_map", "query"));
        } else {
            children(fields, names, Set.of("cte_map"));
        }
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name.toLowerCase(Locale.ROOT));
        return more;
    }

    private void expression(Map<String, JsonTree> fields, String type, Set<String> visible) throws SqlRefused {
        String kind = text(fields.get("class"));
        if (kind.equals("PARAMETER")) {
            throw new SqlRefused(
                    "parameter",
                    "The statement has a parameter, and nothing gives it a value.",
                    place(fields),
                    Optional.of("Write the value itself in place of ? or $."));
        }
        if (!EXPRESSIONS.contains(kind)) throw unknown(spoken(kind + " " + type), place(fields));
        if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            String name = text(fields.get("function_name"));
            if (!isOfOwnSchema(fields) || !functions.isScalar(name)) throw function(name, place(fields));
        }
        children(fields, visible, Set.of());
    }

    private void tableFunction(Map<String, JsonTree> fields, Set<String> visible) throws SqlRefused {
        if (!(fields.get("function") instanceof Obj(var function))) throw unknown("a table function", place(fields));
        String name = text(function.get("function_name"));
        if (!text(function.get("class")).equals("FUNCTION") || !isOfOwnSchema(function) || !functions.isTable(name)) {
            throw function(name, place(fields));
        }
        children(function, visible, Set.of());
        children(fields, visible, Set.of("function"));
    }

    private static boolean isOfOwnSchema(Map<String, JsonTree> function) {
        return OWN_SCHEMAS.contains(text(function.get("schema")))
                && OWN_CATALOGS.contains(text(function.get("catalog")))
                && function.get("qualified_name") instanceof Obj(var qualified)
                && qualified.get("path") instanceof Arr(var path)
                && !path.isEmpty()
                && path.getLast().equals(function.get("function_name"));
    }

    private void table(Map<String, JsonTree> fields, Set<String> visible) throws SqlRefused {
        String name = text(fields.get("table_name"));
        boolean plain = text(fields.get("schema_name")).isEmpty()
                && text(fields.get("catalog_name")).isEmpty()
                && fields.get("qualified_name") instanceof Obj(var qualified)
                && qualified.get("path") instanceof Arr(var path)
                && path.equals(List.of(new Text(name)));
        if (!plain) {
            throw new SqlRefused(
                    "unknown_table",
                    "There are no tables in other databases or schemas here.",
                    place(fields),
                    Optional.of("Name a table by its id alone."));
        }
        if (!(fields.getOrDefault("at_clause", new JsonTree.Null()) instanceof JsonTree.Null)) {
            throw unknown("AT", place(fields));
        }
        if (!visible.contains(name.toLowerCase(Locale.ROOT))) needed.add(known(name, place(fields)));
        children(fields, visible, Set.of());
    }

    private String known(String name, OptionalInt place) throws SqlRefused {
        if (tables.contains(name)) return name;
        List<String> alike =
                tables.stream().filter(table -> table.equalsIgnoreCase(name)).toList();
        if (alike.size() == 1) return alike.getFirst();
        Optional<String> near = NearestName.of(name, tables);
        throw new SqlRefused(
                "unknown_table",
                "There is no table \"" + shortened(name) + "\".",
                place,
                near.map(other -> "Did you mean \"" + other + "\"?").or(() -> Optional.of(listed())));
    }

    private String listed() {
        if (tables.isEmpty()) return "The pipeline has no tables yet.";
        List<String> first = new ArrayList<>(tables.subList(0, Math.min(10, tables.size())));
        if (tables.size() > first.size()) first.add("…");
        return "The tables are " + String.join(", ", first) + ".";
    }

    /** DuckDB does not tell names apart that differ in case only. */
    private void refuseTwins() throws SqlRefused {
        Set<String> lower = new HashSet<>();
        for (String name : needed) {
            if (!lower.add(name.toLowerCase(Locale.ROOT))) {
                throw refused(
                        "ambiguous_table",
                        "Two of the tables differ in case only (\"" + name
                                + "\"), and one statement cannot tell them apart.",
                        "Ask them one at a time.");
            }
        }
    }

    private static SqlRefused function(String name, OptionalInt place) {
        return new SqlRefused(
                "function_not_allowed",
                "The function " + shortened(name) + " may not be used here.",
                place,
                Optional.of("Statements compute from the pipeline's tables only; they read no files and no settings."));
    }

    private static SqlRefused unknown(String thing, OptionalInt place) {
        return new SqlRefused(
                "not_allowed",
                "The statement uses something that is not allowed here: " + shortened(thing) + ".",
                place,
                Optional.of("Ask with a plain SELECT over the pipeline's tables."));
    }

    private static SqlRefused refused(String reason, String message, String hint) {
        return new SqlRefused(reason, message, OptionalInt.empty(), Optional.of(hint));
    }

    private static String spoken(String kind) {
        return switch (kind) {
            case "SHOW_REF" -> "DESCRIBE, SHOW or SUMMARIZE";
            case "INSERT_QUERY_NODE", "UPDATE_QUERY_NODE", "DELETE_QUERY_NODE", "MERGE_QUERY_NODE" ->
                "a statement that writes";
            default -> kind.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
        };
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /** DuckDB writes the largest number where it knows no place. */
    private static OptionalInt place(Map<String, JsonTree> fields) {
        return fields.get("query_location") instanceof JsonTree.Num(var digits) && digits.length() < 10
                ? OptionalInt.of(Integer.parseInt(digits))
                : OptionalInt.empty();
    }

    private static String text(@Nullable JsonTree value) {
        return value instanceof Text(var text) ? text : "";
    }
}
