package dev.karet.engine.duckdb.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which functions a statement may call: what computes something from its arguments, and a few that tell the time or make chance. What reads files,
 * settings, the environment or the catalog, runs text as a statement, sleeps or writes is not among them. Immutable.
 */
final class AllowedFunctions {

    /** What DuckDB does not call consistent, but does no harm. */
    private static final Set<String> TIME_AND_CHANCE = Set.of(
            "current_date",
            "get_current_time",
            "get_current_timestamp",
            "now",
            "today",
            "transaction_timestamp",
            "random",
            "uuid",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "error");

    /** What DuckDB calls consistent, but tells of the process, or is made for DuckDB's own use. */
    private static final Set<String> WITHHELD = Set.of(
            "getenv",
            "current_setting",
            "current_user",
            "current_role",
            "session_user",
            "user",
            "current_catalog",
            "get_block_size",
            "sleep_ms",
            "version",
            "write_log",
            "parse_duckdb_log_message",
            "hive_partition_component",
            "combine",
            "combine_aggr",
            "finalize",
            "invoke",
            "remap_struct",
            "vector_type",
            "create_sort_key",
            "stats",
            "variant_to_parquet_variant",
            "variant_bytes_to_variant",
            "index_key");

    private static final Set<String> TABLES = Set.of(
            "unnest",
            "range",
            "generate_series",
            "json_each",
            "json_tree",
            "repeat",
            "repeat_row",
            "regexp_split_to_table");

    private static final String OWN = "__internal";

    private static final String KNOWN =
            "SELECT lower(function_name), bool_and(function_type IN ('scalar', 'aggregate', 'macro', 'window')"
                    + " AND schema_name = 'main' AND coalesce(stability, 'CONSISTENT') = 'CONSISTENT')"
                    + " FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro', 'window') GROUP BY ALL";

    private final Set<String> known;
    private final Set<String> allowed;

    private AllowedFunctions(Set<String> known, Set<String> allowed) {
        this.known = Set.copyOf(known);
        this.allowed = Set.copyOf(allowed);
    }

    /** Learns from a database what functions there are. */
    static AllowedFunctions of(Connection database) throws SQLException {
        Set<String> known = new HashSet<>();
        Set<String> allowed = new HashSet<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(KNOWN)) {
            while (rows.next()) {
                String name = rows.getString(1);
                known.add(name);
                boolean harmless = rows.getBoolean(2) || TIME_AND_CHANCE.contains(name);
                if (harmless && !WITHHELD.contains(name) && !name.startsWith(OWN)) allowed.add(name);
            }
        }
        return new AllowedFunctions(known, allowed);
    }

    /** Whether a value may be computed by {@code name}. One that DuckDB does not know may pass: it says so itself, and better. */
    boolean isScalar(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return allowed.contains(lower) || (!known.contains(lower) && !WITHHELD.contains(lower));
    }

    /** Whether {@code name} may stand where a table stands. */
    boolean isTable(String name) {
        return TABLES.contains(name.toLowerCase(Locale.ROOT));
    }
}
